using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Reachability.Changes;

/// <summary>
/// The edits of policies that let a call in by its endpoint or VPC, where the policy does not ask for more than that. Whoever wrote that
/// callers have to sign, or to come from an address, is not overruled.
/// </summary>
internal static class PolicyChanges
{
    // API Gateway quotas, "Length of resource policy"; VPC quotas, "Characters per VPC endpoint policy". A longer one is no account's.
    private const int LongestOfApi = 8192;
    private const int LongestOfEndpoint = 20480;

    /// <summary>The edit of an API's resource policy, deployed to a stage; null where none is safe.</summary>
    public static Remedy? ForApi(EvaluationContext evaluation, string stageName)
    {
        ApiFact api = evaluation.Api!;
        string? policy = string.IsNullOrWhiteSpace(api.Policy) ? null : api.Policy;
        if (policy is not null && (policy.Length > LongestOfApi || evaluation.Policy(policy) is null))
        {
            return null;
        }

        if (
            PolicyEditor.Admit(policy, evaluation.SeenByApi, PolicyUse.Resource, evaluation.Context) is not { Changes.Count: > 0 } edit
            || edit.Policy.Length > LongestOfApi
        )
        {
            return null;
        }

        string edits = string.Join("; ", edit.Changes);
        ResourcePolicyChange change = new(api.Id, stageName, edit.Policy, edits)
        {
            Place = string.Join(
                " and ",
                new[] { evaluation.EndpointId, evaluation.Endpoint?.VpcId }
                    .OfType<string>()
                    .Where(id => edits.Contains(id, StringComparison.Ordinal))
            ),

            // A first policy is all that is deployed.
            Brings = policy is null ? null : DeploymentChange.Waiting(evaluation, stageName),
        };
        return evaluation.EndpointId is { } id && IsSame(PolicySourceKind.Vpce, id) ? change with { SourceVpce = id }
            : evaluation.Endpoint is { VpcId: var vpc } && IsSame(PolicySourceKind.Vpc, vpc) ? change with { SourceVpc = vpc }
            : change;

        // The command that names the endpoint alone is the same edit where the policy has one list.
        bool IsSame(PolicySourceKind kind, string source) =>
            SourceCondition.IsId(kind, source)
            && evaluation.Policy(edit.Policy) is { } wanted
            && wanted.MeansSame(evaluation.Policy(PolicyEditor.AddSource(policy, kind, [source]).Policy), evaluation.Context);
    }

    /// <summary>The edit of a private custom domain name's policy; null where none is safe.</summary>
    public static Remedy? ForDomain(EvaluationContext evaluation, DomainFact domain, AccessRequest request)
    {
        // In its policy the shorthand means the name itself, as it is stored (API Gateway guide, "Create a private custom domain name").
        string? policy = string.IsNullOrWhiteSpace(domain.Policy) ? null : domain.Policy;
        if (policy?.Length > LongestOfApi)
        {
            return null;
        }

        if (policy is null)
        {
            return evaluation.EndpointId is { } endpoint && SourceCondition.IsId(PolicySourceKind.Vpce, endpoint)
                ? new DomainPolicyChange(
                    domain.Name,
                    domain.Id,
                    PolicyTemplates.SourceVpce(endpoint).ToJson().Replace("execute-api:/*", request.Resource, StringComparison.Ordinal),
                    $"a first policy: every caller through {endpoint}, and nobody else",
                    endpoint
                )
                : null;
        }

        return
            PolicyEditor.Admit(policy, request, PolicyUse.Resource, evaluation.Context) is { Changes.Count: > 0 } edit
            && edit.Policy.Length <= LongestOfApi
            ? new DomainPolicyChange(
                domain.Name,
                domain.Id,
                edit.Policy,
                string.Join("; ", edit.Changes),
                ((string?[])[evaluation.EndpointId, evaluation.Endpoint?.VpcId]).FirstOrDefault(source =>
                    source is not null
                    && edit.Policy.Contains($"\"{source}\"", StringComparison.Ordinal)
                    && !policy.Contains($"\"{source}\"", StringComparison.Ordinal)
                )
            )
            : null;
    }

    /// <summary>The statement that an endpoint's policy lacks; null where none is safe.</summary>
    public static Remedy? ForEndpoint(EvaluationContext evaluation, EndpointFact endpoint, AccessRequest request) =>
        endpoint.Policy is not { Length: > LongestOfEndpoint }
        && PolicyEditor.Admit(endpoint.Policy, request, PolicyUse.Endpoint, evaluation.Context) is { Changes.Count: > 0 } edit
        && edit.Policy.Length <= LongestOfEndpoint
        && (JsonNode.Parse(edit.Policy) as JsonObject)?["Statement"] is JsonArray { Count: > 0 } statements
            ? new EndpointPolicyChange(endpoint.Id, edit.Policy, statements[^1]!.ToJsonString(), request.Resource)
            : null;
}
