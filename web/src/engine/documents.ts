// Workbooks and reports, apart: the first screens do without them.
import { createClient } from "@connectrpc/connect";
import { transport } from "@/engine/client";
import { DocumentService } from "@/gen/cmmm/v1/document_service_pb";

export const documents = createClient(DocumentService, transport);
