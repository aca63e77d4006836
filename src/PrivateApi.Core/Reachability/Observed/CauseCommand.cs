using PrivateApi.Text;
using Kind = PrivateApi.Reachability.Answers.AnswerCauseKind;

namespace PrivateApi.Reachability.Observed;

/// <summary>The command that tells a cause from the others, with the ids that the text has.</summary>
internal static class CauseCommand
{
    private static CommandValue Hole(string what) => CommandValue.Placeholder(what);

    /// <summary>The command as it is typed.</summary>
    public static string For(Kind kind, ObservedCall call) => Line(kind, call).ToString();

    private static CommandLine Line(Kind kind, ObservedCall call) =>
        kind switch
        {
            Kind.ApiUnknown or Kind.ApiPublic or Kind.EndpointTypeWrong => Region(
                    CommandLine.ForCmdlet("Get-PrivateApi").With("IncludePublic"),
                    call
                )
                .Noting(call.RestApiId is { } id && id.All(char.IsAsciiLetterOrDigit) ? $"look for {id}" : "look for the API's id"),
            Kind.AliasMissing or Kind.ChangeInProgress => Region(
                CommandLine.ForCmdlet("Get-PrivateApi").With("RestApiId", Api(call)),
                call
            ),
            Kind.PolicyMissing => Region(CommandLine.ForCmdlet("Get-PrivateApiPolicy").With("RestApiId", Api(call)), call),
            Kind.PolicyInvalid => CommandLine.ForCmdlet("Test-PrivateApiPolicy").With("Policy", Hole("the policy, or its file")),
            Kind.EndpointUnknown or Kind.AuthorizationHeaderRead => Region(
                CommandLine.ForCmdlet("Get-PrivateApiEndpoint").With("VpcEndpointId", Endpoint(call)),
                call
            ),
            Kind.PrivateDnsDisabled or Kind.PrivateDnsConflict => Region(
                CommandLine.ForCmdlet("Get-PrivateApiEndpoint").With("VpcId", call.VpcId ?? Hole("the client's VPC")),
                call
            ),
            Kind.VpcDnsDisabled => Region(
                CommandLine.ForCmdlet("Get-PrivateApiNetwork").With("VpcId", call.VpcId ?? Hole("the client's VPC")),
                call
            ),
            Kind.ServiceUnavailable => Region(
                CommandLine
                    .ForCmdlet("Get-EC2VpcEndpointService")
                    .With(
                        "ServiceName",
                        call.Region is { } region ? $"com.amazonaws.{region}.execute-api" : Hole("com.amazonaws.Region.execute-api")
                    ),
                call
            ),
            Kind.WebAclBlocked => Region(CommandLine.ForCmdlet("Get-WAF2WebACLForResource").With("ResourceArn", StageArn(call)), call),
            Kind.CredentialsInvalid => CommandLine.ForCmdlet("Get-STSCallerIdentity"),
            Kind.SignatureExpired => CommandLine.ForCmdlet("Get-Date").With("AsUTC").Noting("compare with the times in the text"),
            Kind.SignatureWrong or Kind.SignatureScopeWrong => Invoke(call)
                .With("SignRequest")
                .Noting("if this works, the client's signing is at fault"),
            Kind.IdentityPolicyDenied or Kind.PermissionsBoundaryDenied or Kind.SessionPolicyDenied or Kind.ServiceControlPolicyDenied =>
                CommandLine
                    .ForCmdlet("Test-IAMPrincipalPolicy")
                    .With("PolicySourceArn", Hole("the caller's user or role"))
                    .With("ActionName", "execute-api:Invoke"),
            Kind.Throttled or Kind.QuotaExceeded => Region(CommandLine.ForCmdlet("Get-AGUsagePlanList"), call),
            Kind.IntegrationUnreachable
            or Kind.IntegrationFault
            or Kind.IntegrationAnswerMalformed
            or Kind.IntegrationTimedOut
            or Kind.AuthorizerBroken
            or Kind.AuthorizerDenied
            or Kind.TokenRefused
            or Kind.IntegrationAnswered when call.Method is null or "GET" or "HEAD" => Invoke(call)
                .With("Via", "Lambda")
                .With("Log")
                .Noting("the execution log says more"),
            Kind.ClientTimeoutTooShort when call.Method is null or "GET" or "HEAD" => Invoke(call)
                .With("Via", "Lambda")
                .With("TimeoutSec", 60),
            Kind.CorsHeaderMissing when call.Method is null or "GET" or "HEAD" => Invoke(call)
                .With("Header", CommandValue.Table(("Origin", Hole("the page's origin"))))
                .With("Via", "Lambda"),
            Kind.PreflightRefused => Test(call with { Method = "OPTIONS" }).Noting("look at MethodExists and ApiKey"),
            Kind.CertificateNameWrong or Kind.ServerNameUnknown or Kind.RecordMissing when call.Host is { IsApiGateways: false } host =>
                Test(call)
                    .With("DomainName", host.Name)
                    .Noting(kind == Kind.RecordMissing ? "look at NameResolves" : "look at DomainAssociated"),
            _ => Judged(kind, call),
        };

    // Everything else is a check of the path of a call.
    private static CommandLine Judged(Kind kind, ObservedCall call) =>
        kind switch
        {
            Kind.CallerOutsideVpc => From(call).Noting("look at NameResolves"),
            Kind.OtherNameServers or Kind.NameServerUnreachable or Kind.PublicAddressCalled or Kind.RecordMissing => From(call)
                .Noting("look at NameResolves"),
            Kind.EndpointFirewallBlocks => From(call).Noting("look at EndpointIngress and EndpointNetworkAcl"),
            Kind.CallerFirewallBlocks => From(call).Noting("look at CallerEgress and CallerNetworkAcl"),
            Kind.RouteMissing => From(call).Noting("look at CallerRoute"),
            Kind.StageUnknown => Test(call).Noting("look at StageDeployed"),
            Kind.ApiKeyRefused => Test(call).With("ApiKey", Hole("the key that was sent")).Noting("look at ApiKey"),
            Kind.DefaultEndpointDisabled => Test(call).Noting("look at DefaultEndpointEnabled"),
            Kind.MethodUnknown => Test(call).Noting("look at MethodExists"),
            Kind.SignatureMissing => Test(call).Noting("look at MethodAuthorization"),
            Kind.EndpointNotAssociated => Test(call).Noting("look at EndpointAssociated"),
            Kind.DomainNotAssociated or Kind.BasePathUnknown => Test(call).Noting("look at DomainAssociated"),
            Kind.DomainPolicyDenied => Test(call).Noting("look at DomainPolicy"),
            Kind.EndpointPolicyDenied => Test(call).Noting("look at EndpointPolicy"),
            Kind.ResourcePolicyDenied or Kind.PolicyDenied or Kind.ResourceControlPolicyDenied => Test(call)
                .Noting("look at ResourcePolicy and PolicyDeployed"),
            Kind.FunctionPermissionMissing
            or Kind.IntegrationUnreachable
            or Kind.IntegrationFault
            or Kind.IntegrationAnswerMalformed
            or Kind.IntegrationTimedOut => Test(call).Noting("look at Integration"),
            _ => From(call).With("Via", "Lambda").Noting("calls from the client's own subnet, and shows the whole answer"),
        };

    private static CommandLine Test(ObservedCall call)
    {
        CommandLine command = Named(CommandLine.ForCmdlet("Test-PrivateApi"), call);
        return Region(call.VpcEndpointId is { } endpoint ? command.With("VpcEndpointId", endpoint) : command, call);
    }

    private static CommandLine From(ObservedCall call) =>
        Test(call).With("SubnetId", Hole("the client's subnet")).With("SecurityGroupId", Hole("the client's security group"));

    private static CommandLine Invoke(ObservedCall call) => Region(Named(CommandLine.ForCmdlet("Invoke-PrivateApi"), call), call);

    private static CommandLine Named(CommandLine command, ObservedCall call)
    {
        command = command.With("RestApiId", Api(call));
        command = call.StageName is { } stage ? command.With("StageName", stage) : command;
        command = call.Method is { } method and not "GET" ? command.With("Method", method) : command;
        return call.Path is { } path ? command.With("Path", SecretText.Path(path)) : command;
    }

    private static CommandLine Region(CommandLine command, ObservedCall call) =>
        call.Region is { } region ? command.With("Region", region) : command;

    private static CommandValue Api(ObservedCall call) => call.RestApiId is { } id ? id : Hole("the API's id");

    private static CommandValue Endpoint(ObservedCall call) => call.VpcEndpointId is { } id ? id : Hole("the endpoint's id");

    private static CommandValue StageArn(ObservedCall call) =>
        call is { RestApiId: { } api, StageName: { } stage, Region: { } region }
            ? $"arn:aws:apigateway:{region}::/restapis/{api}/stages/{stage}"
            : Hole("arn:aws:apigateway:Region::/restapis/API/stages/stage");
}
