using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>
/// The parameters of a policy template; empty lists leave their part out. Named templates take what their description says and nothing
/// else.
/// </summary>
public sealed record PolicyTemplateOptions
{
    /// <summary>The shape.</summary>
    public PolicyTemplate Template { get; init; }

    /// <summary>Endpoints that may call.</summary>
    public IReadOnlyCollection<string> SourceVpce { get; init; } = [];

    /// <summary>VPCs that may call.</summary>
    public IReadOnlyCollection<string> SourceVpc { get; init; } = [];

    /// <summary>Address ranges inside the VPC that may call.</summary>
    public IReadOnlyCollection<string> SourceIp { get; init; } = [];

    /// <summary>Accounts, users or roles that may call; their methods need AWS_IAM.</summary>
    public IReadOnlyCollection<string> AccountId { get; init; } = [];

    /// <summary>Organizations whose accounts may call; their methods need AWS_IAM.</summary>
    public IReadOnlyCollection<string> OrganizationId { get; init; } = [];

    /// <summary>Stages; none means every stage.</summary>
    public IReadOnlyCollection<string> StageName { get; init; } = [];

    /// <summary>Methods; none means every method.</summary>
    public IReadOnlyCollection<string> Method { get; init; } = [];

    /// <summary>Paths, with wildcards; none means every path.</summary>
    public IReadOnlyCollection<string> Path { get; init; } = [];

    /// <summary>ARNs of APIs, for the templates of endpoints: arn:{partition}:execute-api:{region}:{account}:{api}.</summary>
    public IReadOnlyCollection<string> ApiArn { get; init; } = [];

    /// <summary>ARNs of private custom domain names, for the templates of endpoints.</summary>
    public IReadOnlyCollection<string> DomainArn { get; init; } = [];

    /// <summary>ARNs of what an endpoint denies: an API, or a part of one with wildcards.</summary>
    public IReadOnlyCollection<string> DeniedArn { get; init; } = [];

    /// <summary>True to deny the sources named and allow all others.</summary>
    public bool Deny { get; init; }

    /// <summary>True when nothing was asked for at all.</summary>
    public bool IsEmpty => Template == default && !Deny && Lists.All(list => list.Values.Count == 0);

    /// <summary>The parameters with their values, by name.</summary>
    internal IReadOnlyList<(string Name, IReadOnlyCollection<string> Values)> Lists =>
        [
            (nameof(SourceVpce), SourceVpce),
            (nameof(SourceVpc), SourceVpc),
            (nameof(SourceIp), SourceIp),
            (nameof(AccountId), AccountId),
            (nameof(OrganizationId), OrganizationId),
            (nameof(StageName), StageName),
            (nameof(Method), Method),
            (nameof(Path), Path),
            (nameof(ApiArn), ApiArn),
            (nameof(DomainArn), DomainArn),
            (nameof(DeniedArn), DeniedArn),
        ];

    /// <summary>Makes the policy.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, when nothing is named or a parameter is not used.</exception>
    public PolicyDocument Build()
    {
        TemplateOptionsCheck.Require(this);
        JsonArray statements = [.. (TemplateShape.For(Template) is { } shape ? Named(shape) : General())];
        return PolicyDocument.Parse(
            new JsonObject { ["Version"] = PolicyDocument.CurrentVersion, ["Statement"] = statements }.ToJsonString()
        );
    }

    private IEnumerable<JsonNode> Named(TemplateShape shape)
    {
        TemplateTarget target = new(this);
        if (shape.Allow is { } conditions)
        {
            JsonObject allow = Statement("Allow", AccountId, target.Allowed, conditions);
            if (Template == PolicyTemplate.EndpointOrganization)
            {
                // The guide's example covers every service that the endpoint's policy could.
                allow["Action"] = "*";
            }

            yield return allow;
        }

        if (shape.Deny is { } condition)
        {
            yield return Statement("Deny", [], target.Allowed, condition);
        }
        else if (DeniedArn.Count > 0)
        {
            yield return Statement("Deny", [], target.Denied);
        }
    }

    private IEnumerable<JsonNode> General()
    {
        string[] all = [.. new TemplateTarget(this).Allowed];
        PolicySource[] known = [PolicySource.Vpce, PolicySource.Vpc, PolicySource.VpcIp, PolicySource.Organization];
        PolicySource[] sources = [.. known.Where(source => ValuesOf(source.Inside).Count > 0)];
        if (Template == PolicyTemplate.AllowOnly)
        {
            yield return Statement("Allow", AccountId, all, [.. sources.Select(source => source.Inside)]);
            yield break;
        }

        if (Template == PolicyTemplate.AllowAndDeny)
        {
            yield return Statement("Allow", Deny ? [] : AccountId, all);
        }

        if (Deny && AccountId.Count > 0)
        {
            yield return Statement("Deny", AccountId, all);
        }

        // One Deny per source: a caller has to come from one of each.
        foreach (PolicySource source in sources)
        {
            yield return Statement("Deny", [], all, Deny ? source.Inside : source.Outside);
        }
    }

    private IReadOnlyCollection<string> ValuesOf(TemplateCondition condition) => Lists.First(list => list.Name == condition.Values).Values;

    private JsonObject Statement(
        string effect,
        IReadOnlyCollection<string> accounts,
        IReadOnlyCollection<string> resources,
        params TemplateCondition[] conditions
    )
    {
        JsonObject statement = new()
        {
            ["Effect"] = effect,
            ["Principal"] = accounts.Count == 0 ? "*" : new JsonObject { ["AWS"] = List(accounts) },
            ["Action"] = AccessRequest.Invoke,
            ["Resource"] = List(resources),
        };
        JsonObject all = [];
        foreach (TemplateCondition condition in conditions)
        {
            (all[condition.Operator] ??= new JsonObject())[condition.Key] = List(ValuesOf(condition));
        }

        if (all.Count > 0)
        {
            statement["Condition"] = all;
        }

        return statement;
    }

    private static JsonNode List(IReadOnlyCollection<string> values) =>
        values.Count == 1
            ? JsonValue.Create(values.First())
            : new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(v => (JsonNode)v)]);
}
