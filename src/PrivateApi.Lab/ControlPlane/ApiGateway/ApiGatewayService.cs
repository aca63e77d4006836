using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway.Export;
using PrivateApi.Lab.ControlPlane.ApiGatewayV2;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// The control plane of REST APIs and, below <c>/v2</c>, of HTTP and WebSocket APIs, in REST-JSON: both sign as one service. Paths,
/// members and statuses are those of the models 2015-07-09 and 2018-11-29.
/// </summary>
internal sealed class ApiGatewayService(IDataPlane dataPlane) : IAwsService
{
    private readonly RouteTable _routes = new([
        .. RestApiOperations.Routes,
        .. ImportOperations.Routes,
        .. ResourceOperations.Routes,
        .. MethodOperations.Routes,
        .. MethodResponseOperations.Routes,
        .. IntegrationOperations.Routes,
        .. IntegrationResponseOperations.Routes,
        .. ModelOperations.Routes,
        .. RequestValidatorOperations.Routes,
        .. AuthorizerOperations.Routes,
        .. TestInvokeAuthorizerOperation.Routes,
        .. GatewayResponseOperations.Routes,
        .. DeploymentOperations.Routes,
        .. StageOperations.Routes,
        .. StagePatch.Routes,
        .. ExportOperation.Routes,
        .. new TestInvokeOperation(dataPlane).Routes,
        .. DocumentationPartOperations.Routes,
        .. DocumentationVersionOperations.Routes,
        .. ClientCertificateOperations.Routes,
        .. TagOperations.Routes,
        .. AccountOperations.Routes,
        .. VpcLinkOperations.Routes,
        .. ApiKeyOperations.Routes,
        .. UsagePlanOperations.Routes,
        .. UsagePlanKeyOperations.Routes,
        .. UsageOperations.Routes,
        .. DomainNameOperations.Routes,
        .. BasePathMappingOperations.Routes,
        .. DomainAccessOperations.Routes,
        .. V2ApiOperations.Routes,
        .. V2VpcLinkOperations.Routes,
        .. V2TagOperations.Routes,
        .. RoutingRuleOperations.Routes,
    ]);

    public string SigningName => "apigateway";

    public LabResponse Handle(ServiceCall call)
    {
        (Route route, IReadOnlyDictionary<string, string> labels) =
            _routes.Find(call.Request)
            ?? throw new AwsFault(
                501,
                "NotImplementedException",
                $"The lab's API Gateway does not have the operation {call.Request.Method} {call.Request.RawPath}"
            );
        LabResponse answer = route.Handle(new ApiCall(call, labels));
        answer.Headers["x-amzn-RequestId"] = call.RequestId;
        return answer;
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault)
    {
        LabResponse answer = Answer.Json(fault.Status, new JsonObject { ["message"] = fault.Message });
        answer.Headers["x-amzn-ErrorType"] = fault.Code;
        answer.Headers["x-amzn-RequestId"] = call.RequestId;

        return answer;
    }
}
