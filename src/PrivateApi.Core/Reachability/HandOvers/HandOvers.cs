using PrivateApi.Model;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Reachability.Checks;

namespace PrivateApi.Reachability.HandOvers;

/// <summary>
/// Says who else has to act or look where a check fails or could not be made, and what to send them. Only for what the facts show to be
/// somebody else's: another account's API, endpoint, VPC, name, function or signer, or name servers outside AWS.
/// </summary>
internal static class HandOvers
{
    /// <summary>The message; null where nobody else is needed.</summary>
    public static HandOver? For(EvaluationContext evaluation, CheckName name, Finding finding) =>
        finding.Status is CheckStatus.Failed or CheckStatus.Skipped && (finding.Outside ?? Of(evaluation, name, finding)) is { } change
            ? HandOverText.Write(evaluation, name, finding, change)
            : null;

    private static OutsideChange? Of(EvaluationContext evaluation, CheckName name, Finding finding) =>
        name switch
        {
            CheckName.ApiIsPrivate => OfApi(evaluation, finding),
            CheckName.EndpointExists => OfUnseenEndpoint(evaluation, finding),
            CheckName.EndpointAvailable or CheckName.EndpointPolicy or CheckName.EndpointIngress or CheckName.EndpointNetworkAcl =>
                OfEndpoint(evaluation, name, finding),
            CheckName.DomainAssociated or CheckName.DomainPolicy => OfDomain(evaluation, name, finding),
            CheckName.NameResolves => NameHandOvers.Of(evaluation),
            CheckName.CallerRoute or CheckName.CallerEgress or CheckName.CallerNetworkAcl => OfCaller(evaluation, name, finding),
            CheckName.MethodAuthorization => OfSigner(evaluation, finding) ?? OfAuthorizer(evaluation, finding),
            CheckName.Integration => OfIntegration(evaluation, finding),
            CheckName.LoadBalancer => OfLoadBalancer(evaluation, finding),
            _ => null,
        };

    // The account of an API that is not here is not known, nor whether there is one.
    private static OutsideChange? OfApi(EvaluationContext evaluation, Finding finding)
    {
        if (finding.Status != CheckStatus.Skipped || !evaluation.IsApiUnseen || evaluation.Call.RestApiId.Length == 0)
        {
            return null;
        }

        string through = evaluation.EndpointId is { } id ? $"aws:SourceVpce {id}" : "the endpoint that the calls come through";
        return new OutsideChange(
            $"whoever owns API {evaluation.Call.RestApiId}, which is not in {evaluation.Place}",
            "Say whether this API is private. If it is, let its resource policy allow execute-api:Invoke for "
                + $"{through}, and deploy the stage that is called"
                + (
                    evaluation.Address.Form == UrlForm.Alias
                        ? $"; the name that is called needs {evaluation.EndpointId ?? "the endpoint"} associated with the API as well"
                        : string.Empty
                )
        );
    }

    private static OutsideChange? OfUnseenEndpoint(EvaluationContext evaluation, Finding finding) =>
        finding.Status != CheckStatus.Skipped ? null
        : evaluation.IsEndpointUnseen
            ? new OutsideChange(
                $"whoever owns {evaluation.EndpointId}, which is not in {evaluation.Place}",
                $"Check that {evaluation.EndpointId} is an available interface endpoint for execute-api "
                    + $"in {evaluation.Snapshot.Region}, that "
                    + $"its security groups let TCP 443 in from {Callers(evaluation)}, and that its policy allows execute-api:Invoke on "
                    + $"{evaluation.Request.Resource}"
            )
        : Names.NameRules.Owner(evaluation.Snapshot, evaluation.Call.Caller.VpcId) is { } owner
            ? new OutsideChange(
                $"account {owner}, which shares {evaluation.Call.Caller.VpcId}",
                $"Say which interface endpoint for execute-api {evaluation.Call.Caller.VpcId} has, "
                    + "and whether its private DNS is on; if there "
                    + "is none, make one that the shared subnets can reach"
            )
        : null;

    private static OutsideChange? OfEndpoint(EvaluationContext evaluation, CheckName name, Finding finding) =>
        evaluation.Way is null
        && finding.Status == CheckStatus.Failed
        && evaluation.Endpoint is { } endpoint
        && !evaluation.Snapshot.IsOurs(endpoint.OwnerId)
            ? new OutsideChange(
                $"account {endpoint.OwnerId}, which owns {endpoint.Id}",
                name switch
                {
                    CheckName.EndpointPolicy =>
                        $"Let the policy of {endpoint.Id} allow execute-api:Invoke on {evaluation.Request.Resource}",
                    CheckName.EndpointIngress => $"Let a security group of {endpoint.Id} allow TCP 443 in from {Callers(evaluation)}",
                    CheckName.EndpointNetworkAcl => $"Let the network ACLs of the subnets of {endpoint.Id} allow TCP 443 in from "
                        + $"{Callers(evaluation)}, and TCP 1024-65535 out to it",
                    _ => $"Bring {endpoint.Id} into the state available",
                }
            )
            : null;

    private static OutsideChange? OfDomain(EvaluationContext evaluation, CheckName name, Finding finding)
    {
        if (finding.Status != CheckStatus.Skipped)
        {
            return null;
        }

        string through = evaluation.EndpointId is { } id ? $"aws:SourceVpce {id}" : "the endpoint that the calls come through";
        return evaluation.Domain is { IsShared: true } domain
                ? new OutsideChange(
                    $"account {domain.OwnerId}, which owns the custom domain name {domain.Name}",
                    name == CheckName.DomainPolicy
                        ? $"Let the policy of {domain.Name} allow execute-api:Invoke for {through}"
                        : $"Check that a base path mapping or routing rule of {domain.Name} leads to the API and stage that are meant, and "
                            + $"that this API's resource policy allows {through}"
                )
            : name == CheckName.DomainAssociated
            && evaluation is { Domain: null, Call.DomainName: { } called }
            && evaluation.Snapshot.Missing("Domain") is null
                ? new OutsideChange(
                    $"whoever owns the custom domain name {called}, which is neither in {evaluation.Place} nor shared with it",
                    $"Share {called} with account {evaluation.Snapshot.CallerAccountId ?? evaluation.Snapshot.AccountId} "
                        + "through AWS RAM, and "
                        + $"let its policy allow execute-api:Invoke for {through}"
                )
            : null;
    }

    // The networks of a VPC that was not read, and of which no read was refused, are another account's.
    private static OutsideChange? OfCaller(EvaluationContext evaluation, CheckName name, Finding finding)
    {
        Caller caller = evaluation.Call.Caller;
        return
            finding.Status == CheckStatus.Skipped
            && caller is { Kind: CallerKind.Vpc, Region: null, IsResourceGateway: false, VpcId: { } vpc }
            && evaluation.Snapshot.Index.Vpc(vpc) is null
            && evaluation.Snapshot.Missing("Vpc") is null
            && evaluation.Endpoint is { } endpoint
            ? new OutsideChange(
                $"whoever owns {vpc}, which is not in {evaluation.Place}",
                name switch
                {
                    CheckName.CallerRoute =>
                        $"Check that the route table of {caller.SubnetId ?? "the caller's subnet"} leads to {endpoint.VpcId}",
                    CheckName.CallerEgress => $"Check that the caller's security groups let TCP 443 out to {endpoint.Id}",
                    _ =>
                        $"Check that the network ACL of {caller.SubnetId ?? "the caller's subnet"} lets TCP 443 out, and TCP 1024-65535 in",
                }
            )
            : null;
    }

    private static OutsideChange? OfSigner(EvaluationContext evaluation, Finding finding) =>
        finding.Status == CheckStatus.Skipped
        && Signer.SignerName.Parse(evaluation.Call.Principal) is { } signer
        && !evaluation.Snapshot.IsOurs(signer.AccountId)
        && evaluation.Signer is { Effect: null }
            ? new OutsideChange(
                $"account {signer.AccountId}, which has {signer.Words}",
                $"Let an identity policy of {signer.Words} allow {AccessRequest.Invoke} on {evaluation.Request.Resource}; a permissions "
                    + "boundary and the organization's service control policies must allow it as well"
            )
            : null;

    private static OutsideChange? OfIntegration(EvaluationContext evaluation, Finding finding) =>
        evaluation.Method?.Integration is { ConnectionId: null or "", Uri: { } uri }
        && evaluation.Stage is { } stage
        && FunctionAccess.NameIn(StageVariableText.Fill(uri, stage.Variables)) is { } function
            ? OfFunction(evaluation, finding, function, evaluation.Context.ApiArn + "/*")
            : null;

    private static OutsideChange? OfAuthorizer(EvaluationContext evaluation, Finding finding) =>
        AuthorizerFinding.FunctionOf(evaluation) is { } function && AuthorizerFinding.Of(evaluation)?.Status == finding.Status
            ? OfFunction(
                evaluation,
                finding,
                function,
                FunctionAccess.AuthorizerSource(evaluation.Context.ApiArn, evaluation.Method!.Authorizer!.Id ?? "*")
            )
            : null;

    private static OutsideChange? OfFunction(EvaluationContext evaluation, Finding finding, string function, string source) =>
        FunctionAccess.OwnerOf(function) is { } account && !evaluation.Snapshot.IsOurs(account)
            ? new OutsideChange(
                $"account {account}, which owns {function}",
                $"Check that {function} is there, and that its resource policy lets apigateway.amazonaws.com invoke it for {source}"
                    + (finding.Remedy?.Commands.FirstOrDefault() is { } command ? $". This adds the permission: {command}" : string.Empty)
            )
            : null;

    private static OutsideChange? OfLoadBalancer(EvaluationContext evaluation, Finding finding) =>
        finding.Status == CheckStatus.Skipped
        && evaluation is { Way: null, Call.LoadBalancerArn: { } arn }
        && arn.Split(':') is [_, _, _, _, var account, ..]
        && !evaluation.Snapshot.IsOurs(account)
            ? new OutsideChange(
                $"account {account}, which owns {arn}",
                $"Check that its listener on 443 shows a certificate for {evaluation.Address.Host}, "
                    + "and that its targets are the addresses of "
                    + "an execute-api endpoint, on 443, and healthy"
            )
            : null;

    private static string Callers(EvaluationContext evaluation) =>
        evaluation.Call.Caller.Kind == CallerKind.None ? "the callers" : evaluation.Call.Caller.Label;
}
