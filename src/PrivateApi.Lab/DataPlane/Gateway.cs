using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.DataPlane.Integrations;
using PrivateApi.Lab.Http;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Checks;
using PrivateApi.Reachability.Waf;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The path of a call from its arrival at API Gateway to its integration, in the order of the developer guide: the API, the
/// endpoint's policy, the stage, the method, web ACL, resource policy and authorization, API key, validation. Under the lab's lock.
/// </summary>
internal static class Gateway
{
    private const int LongestArn = 1600;

    public static LabResponse Send(GatewayCall call)
    {
        try
        {
            LabRestApi api = FindApi(call);
            FindStageName(call);
            LabDeployment? deployment = FindDeployment(call, api);
            if (call.MethodArn.Length > LongestArn)
            {
                throw GatewayFault.UriTooLong();
            }

            if (call.Request.IsBodyTooLong || call.Request.Body.Length > BodyLimit.Api)
            {
                throw GatewayFault.TooLarge();
            }

            Refuse(call, api, deployment);
            RequestValidation.Check(call);
            return Finish(call, Integration.Run(call));
        }
        catch (GatewayFault fault)
        {
            return GatewayAnswer.ForFault(call, fault);
        }
    }

    /// <summary>Lets the path engine judge: endpoint policy, stage, method, web ACL, resource policy, authorization and API key.</summary>
    private static void Refuse(GatewayCall call, LabRestApi api, LabDeployment? deployment)
    {
        // The networks are the same as on the way here, under the same lock. Only the API is seen with what is deployed on its stage. The
        // way may order the accounts differently, but what has arrived is judged by ids alone.
        AccountSnapshot snapshot = (call.Facts ?? LabFacts.Build(call.Store, call.Region, call.AccountId, api: null)) with
        {
            AccountId = call.AccountId,
            Apis = [ApiFacts.Build(call, api, deployment)],
        };
        snapshot = ApiKeyFacts.With(
            WebAclFacts.With(snapshot, call.Store, snapshot.Apis[0].Stages is [{ WebAclArn: { } acl }] ? acl : null),
            call
        );
        PathCall described = CallFacts.Build(call, snapshot, call.Ingress.Caller);
        call.Deployment = deployment;
        MethodAuthorizer? authorizer = null;
        if (deployment is not null && MethodMatcher.Find(call))
        {
            authorizer = MethodAuthorizer.Of(call);
            described = described with
            {
                HasToken = authorizer is { IsUnauthorized: true } ? false : AuthorizerTokens.Has(call),
                Token = (authorizer as UserPoolAuthorizer)?.Claims,
                AuthorizerDecision = authorizer?.Answer,
            };
            call.Authorizer = authorizer?.Context ?? [];
        }

        PathVerdict verdict = PathEngine.Judge(snapshot, described);
        if (described.HasToken == true && verdict.Refusal is null or { Check: CheckName.MethodAuthorization })
        {
            // The resource policy's Deny comes before the function, which is not asked then.
            authorizer?.Keep();
        }

        if (verdict.Refusal is { } refusal)
        {
            throw GatewayFault.FromAnswer(refusal.Check, refusal.Answer, ActionOf(refusal.Check, verdict));
        }

        if (verdict[CheckName.WebAcl].Status is CheckStatus.Skipped or CheckStatus.Failed && OutcomeOf(verdict) is { Stops: true } outcome)
        {
            // A rule whose match the lab cannot tell (a country, a managed group) does not match here; so the action at the end is next.
            throw GatewayFault.FromAnswer(CheckName.WebAcl, WebAclRules.Answer(outcome.Action), outcome.Action);
        }

        if (verdict[CheckName.AccessMode].Status == CheckStatus.Failed)
        {
            // It is not documented what a server name other than the Host gets under STRICT; this is assumed.
            throw GatewayFault.Forbidden();
        }

        if (authorizer is not null && verdict[CheckName.MethodAuthorization].Status == CheckStatus.Skipped)
        {
            throw GatewayFault.AuthorizerFailed(authorizer.Problem ?? "The answer of the authorizer is no policy document.");
        }

        ThrottleBuckets.Admit(call, verdict.Evaluation);
    }

    // A web ACL's answer has headers and a type of body that the engine's answer does not carry.
    private static WebAclActionFact? ActionOf(CheckName check, PathVerdict verdict) =>
        check == CheckName.WebAcl ? OutcomeOf(verdict)?.Action : null;

    private static WebAclOutcome? OutcomeOf(PathVerdict verdict) =>
        WebAclCheck.Of(verdict.Evaluation) is { } acl ? WebAclRules.Judge(verdict.Evaluation, acl) : null;

    private static LabResponse Finish(GatewayCall call, LabResponse response) =>
        response.Later is not { } later
            ? GatewayAnswer.Stamp(call, response)
            : LabResponse.After(async stop =>
            {
                try
                {
                    return GatewayAnswer.Stamp(call, await later(stop));
                }
                catch (GatewayFault fault)
                {
                    return GatewayAnswer.ForFault(call, fault);
                }
            });

    private static LabRestApi FindApi(GatewayCall call)
    {
        // The header takes precedence over Host: it exists for callers that cannot set Host.
        call.RestApiId =
            call.Request.Header("x-apigw-api-id")
            ?? ApiHost.Parse(call.Request.Host.Split(':')[0]).RestApiId
            ?? DomainRoutes.Find(call)
            ?? throw GatewayFault.Forbidden();
        if (call.Ingress.Endpoint is null && LabApis.V2(call.Store, call.Region).Any(api => api.Id == call.RestApiId))
        {
            throw GatewayFault.NotRun("The lab does not run HTTP and WebSocket APIs.");
        }

        (string account, LabRestApi api) = LabApis.Find(call.Store, call.Region, call.RestApiId) ?? throw GatewayFault.Forbidden();
        call.AccountId = account;

        // A private API can be reached only through an endpoint.
        return api.IsPrivate && call.Ingress.Endpoint is null ? throw GatewayFault.Forbidden() : api;
    }

    private static void FindStageName(GatewayCall call)
    {
        if (call.StageName.Length > 0)
        {
            return;
        }

        string[] parts = call.Request.RawPath.TrimStart('/').Split('/', 2);
        call.StageName = Uri.UnescapeDataString(parts[0]);
        call.Path = "/" + (parts.Length > 1 ? parts[1] : string.Empty);
    }

    private static LabDeployment? FindDeployment(GatewayCall call, LabRestApi api)
    {
        if (!api.Stages.TryGetValue(call.StageName, out JsonObject? stage))
        {
            return null;
        }

        string? deploymentId = (string?)stage["deploymentId"];
        JsonObject variables = stage["variables"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        if (
            stage["canarySettings"] is JsonObject canary
            && (double?)canary["percentTraffic"] is { } percent
            && CanaryShare.Takes(api, call.StageName, percent)
        )
        {
            call.IsCanary = true;
            deploymentId = (string?)canary["deploymentId"] ?? deploymentId;
            foreach ((string name, JsonNode? value) in canary["stageVariableOverrides"] as JsonObject ?? [])
            {
                variables[name] = value?.DeepClone();
            }
        }

        call.StageVariables = variables;
        return api.Deployments.GetValueOrDefault(deploymentId ?? string.Empty);
    }
}
