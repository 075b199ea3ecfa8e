#include "server/unary_service.h"

#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>

#include <set>

#include "server/unary_call.h"

namespace cmmm::server {
namespace {

using google::protobuf::ServiceDescriptor;

bool HasStreams(const ServiceDescriptor* service) {
  for (int m = 0; m < service->method_count(); ++m) {
    const auto* method = service->method(m);
    if (method->client_streaming() || method->server_streaming()) return true;
  }
  return false;
}

}  // namespace

UnaryService::UnaryService(const ServiceDescriptor* service,
                           const service::CallTools& tools) {
  int index = 0;
  for (const service::Method& method : service::Methods()) {
    if (method.descriptor->service() != service) continue;
    AddMethod(new grpc::internal::RpcServiceMethod(
        method.path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
    MarkMethodRawCallback(
        index++, new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer,
                                                          grpc::ByteBuffer>(
                     [&method, &tools](grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) {
                       return AnswerUnary(context, method, *request, response,
                                          tools);
                     }));
  }
}

std::vector<std::unique_ptr<UnaryService>> MakeUnaryServices(
    const service::CallTools& tools) {
  std::vector<std::unique_ptr<UnaryService>> services;
  std::set<const ServiceDescriptor*> made;
  for (const service::Method& method : service::Methods()) {
    const ServiceDescriptor* service = method.descriptor->service();
    if (HasStreams(service) || !made.insert(service).second) continue;
    services.push_back(std::make_unique<UnaryService>(service, tools));
  }
  return services;
}

}  // namespace cmmm::server
