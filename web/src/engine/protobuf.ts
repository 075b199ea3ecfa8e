// Protocol Buffers themselves, which describe their own descriptors first.
export { fileDesc } from "@bufbuild/protobuf/codegenv2";
