using PrivateApi.Lab.ControlPlane.Resolver;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>Which operation of the service model a request is.</summary>
internal static class OperationName
{
    public static string Read(LabRequest request, string service) =>
        service switch
        {
            "apigateway" => OfApiGateway(request, Segments(request)),
            "lambda" => OfLambda(request.Method, Segments(request)),
            "route53" => OfRoute53(request.Method, Segments(request)),
            "route53profiles" => OfRoute53Profiles(request.Method, Segments(request)),
            "route53resolver" => ResolverService.Operation(request),
            "ssm" or "logs" or "acm" or "wafv2" => JsonProtocol.Operation(request),
            _ => new QueryForm(request).Action,
        };

    /// <summary>True when the operation changes nothing.</summary>
    /// <remarks>By its name alone: a query service also accepts <c>Action=CreateVpc</c> in a GET.</remarks>
    public static bool IsRead(string operation) =>
        operation.StartsWith("GET ", StringComparison.Ordinal)
        || operation.StartsWith("Describe", StringComparison.Ordinal)
        || operation.StartsWith("Get", StringComparison.Ordinal)
        || operation.StartsWith("List", StringComparison.Ordinal)
        || operation.StartsWith("Filter", StringComparison.Ordinal);

    private static string[] Segments(LabRequest request) => request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string OfApiGateway(LabRequest request, string[] path) =>
        (request.Method, path) switch
        {
            ("POST", ["restapis"]) => request.Query.Any(pair => pair.Key == "mode") ? "ImportRestApi" : "CreateRestApi",
            ("PUT", ["restapis", _]) => "PutRestApi",
            ("PATCH", ["restapis", _]) => "UpdateRestApi",
            ("DELETE", ["restapis", _]) => "DeleteRestApi",
            ("POST", ["restapis", _, "deployments"]) => "CreateDeployment",
            ("GET", ["restapis", _, "resources"]) => "GetResources",
            ("POST", ["restapis", _, "resources", _]) => "CreateResource",
            ("DELETE", ["restapis", _, "resources", _]) => "DeleteResource",
            ("POST", ["restapis", _, "stages"]) => "CreateStage",
            ("POST", ["apikeys"]) => "CreateApiKey",
            ("DELETE", ["apikeys", _]) => "DeleteApiKey",
            ("POST", ["vpclinks"]) => "CreateVpcLink",
            ("DELETE", ["vpclinks", _]) => "DeleteVpcLink",
            ("PATCH", ["usageplans", _]) => "UpdateUsagePlan",
            ("PUT", ["restapis", _, "documentation", "parts"]) => "ImportDocumentationParts",
            ("POST", ["restapis", _, "documentation", "versions"]) => "CreateDocumentationVersion",
            ("PATCH", ["account"]) => "UpdateAccount",
            ("POST", ["domainnames"]) => "CreateDomainName",
            ("PATCH", ["domainnames", _]) => "UpdateDomainName",
            ("DELETE", ["domainnames", _]) => "DeleteDomainName",
            (_, ["v2", .. string[] rest]) => OfApiGatewayV2(request.Method, rest),
            _ => $"{request.Method} /{string.Join('/', path.Where((_, place) => place % 2 == 0))}",
        };

    private static string OfApiGatewayV2(string method, string[] path) =>
        (method, path) switch
        {
            ("POST", ["apis"]) => "CreateApi",
            ("GET", ["apis"]) => "GetApis",
            ("GET", ["apis", _]) => "GetApi",
            ("DELETE", ["apis", _]) => "DeleteApi",
            ("POST", ["vpclinks"]) => "CreateVpcLink",
            ("GET", ["vpclinks"]) => "GetVpcLinks",
            ("GET", ["vpclinks", _]) => "GetVpcLink",
            ("DELETE", ["vpclinks", _]) => "DeleteVpcLink",
            ("POST", ["domainnames", _, "routingrules"]) => "CreateRoutingRule",
            ("GET", ["domainnames", _, "routingrules"]) => "ListRoutingRules",
            ("GET", ["domainnames", _, "routingrules", _]) => "GetRoutingRule",
            ("PUT", ["domainnames", _, "routingrules", _]) => "PutRoutingRule",
            ("DELETE", ["domainnames", _, "routingrules", _]) => "DeleteRoutingRule",
            _ => $"{method} /v2/{string.Join('/', path.Where((_, place) => place % 2 == 0))}",
        };

    private static string OfRoute53(string method, string[] path) =>
        (method, path) switch
        {
            ("POST", [_, "hostedzone"]) => "CreateHostedZone",
            ("GET", [_, "hostedzone"]) => "ListHostedZones",
            ("GET", [_, "hostedzone", _]) => "GetHostedZone",
            ("DELETE", [_, "hostedzone", _]) => "DeleteHostedZone",
            ("GET", [_, "hostedzonesbyname"]) => "ListHostedZonesByName",
            ("GET", [_, "hostedzonesbyvpc"]) => "ListHostedZonesByVPC",
            ("POST", [_, "hostedzone", _, "associatevpc"]) => "AssociateVPCWithHostedZone",
            ("POST", [_, "hostedzone", _, "disassociatevpc"]) => "DisassociateVPCFromHostedZone",
            ("POST", [_, "hostedzone", _, "rrset"]) => "ChangeResourceRecordSets",
            ("GET", [_, "hostedzone", _, "rrset"]) => "ListResourceRecordSets",
            ("GET", [_, "change", _]) => "GetChange",
            ("GET", [_, "tags", ..]) => "ListTagsForResource",
            ("POST", [_, "tags", ..]) => "ChangeTagsForResource",
            _ => $"{method} /{string.Join('/', path.Skip(1).Where((_, place) => place % 2 == 0))}",
        };

    private static string OfRoute53Profiles(string method, string[] path) =>
        (method, path) switch
        {
            ("POST", ["profile"]) => "CreateProfile",
            ("GET", ["profile", _]) => "GetProfile",
            ("DELETE", ["profile", _]) => "DeleteProfile",
            ("GET", ["profiles"]) => "ListProfiles",
            ("POST", ["profileassociation"]) => "AssociateProfile",
            ("GET", ["profileassociation", _]) => "GetProfileAssociation",
            ("DELETE", ["profileassociation", "Profileid", _, "resourceid", _]) => "DisassociateProfile",
            ("GET", ["profileassociations"]) => "ListProfileAssociations",
            ("POST", ["profileresourceassociation"]) => "AssociateResourceToProfile",
            ("GET", ["profileresourceassociation", _]) => "GetProfileResourceAssociation",
            ("PATCH", ["profileresourceassociation", _]) => "UpdateProfileResourceAssociation",
            ("DELETE", ["profileresourceassociation", "profileid", _, "resourcearn", _]) => "DisassociateResourceFromProfile",
            ("GET", ["profileresourceassociations", "profileid", _]) => "ListProfileResourceAssociations",
            ("GET", ["tags", _]) => "ListTagsForResource",
            ("POST", ["tags", _]) => "TagResource",
            ("DELETE", ["tags", _]) => "UntagResource",
            _ => $"{method} /{string.Join('/', path.Where((_, place) => place % 2 == 0))}",
        };

    private static string OfLambda(string method, string[] path) =>
        (method, path) switch
        {
            ("POST", [_, "functions"]) => "CreateFunction",
            ("DELETE", [_, "functions", _]) => "DeleteFunction",
            ("GET", [_, "functions", _]) => "GetFunction",
            ("GET", [_, "functions", _, "configuration"]) => "GetFunctionConfiguration",
            ("PUT", [_, "functions", _, "configuration"]) => "UpdateFunctionConfiguration",
            ("PUT", [_, "functions", _, "code"]) => "UpdateFunctionCode",
            ("POST", [_, "functions", _, "invocations"]) => "Invoke",
            _ => $"{method} /{string.Join('/', path.Skip(1).Where((_, place) => place % 2 == 0))}",
        };
}
