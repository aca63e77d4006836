using System.Text.Json.Nodes;

namespace PrivateApi.Policies;

/// <summary>What goes into a policy of a template; empty lists leave their part out.</summary>
public sealed record PolicyRecipe
{
    /// <summary>The form.</summary>
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

    /// <summary>True to keep the sources named out and let all others in.</summary>
    public bool Deny { get; init; }

    /// <summary>Makes the policy.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, when nothing is named or the template has no use for it.</exception>
    public PolicyDocument Build()
    {
        (string Key, string Op, string NotOp, IReadOnlyCollection<string> Values)[] sources =
        [
            .. new[]
            {
                (ConditionKeys.SourceVpce, "StringEquals", "StringNotEquals", SourceVpce),
                (ConditionKeys.SourceVpc, "StringEquals", "StringNotEquals", SourceVpc),
                (ConditionKeys.VpcSourceIp, "IpAddress", "NotIpAddress", SourceIp),
                ("aws:PrincipalOrgID", "StringEquals", "StringNotEquals", OrganizationId),
            }.Where(s => s.Item4.Count > 0),
        ];
        if (sources.Length == 0 && (AccountId.Count == 0 || Template != PolicyTemplate.AllowAndDeny))
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, "Say who may call: -SourceVpce, -SourceVpc, -SourceIp, -AccountId or -OrganizationId.");
        }

        if (Deny && Template == PolicyTemplate.AllowOnly)
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, "-Deny and -Template AllowOnly exclude each other: keeping somebody out takes a Deny.");
        }

        JsonArray statements = [];
        if (Template == PolicyTemplate.AllowOnly)
        {
            JsonObject allow = Statement("Allow", AccountId);
            JsonObject conditions = [];
            foreach ((string key, string op, _, IReadOnlyCollection<string> values) in sources)
            {
                (conditions[op] ??= new JsonObject())[key] = List(values);
            }

            allow["Condition"] = conditions;
            statements.Add(allow);
        }
        else
        {
            if (Template == PolicyTemplate.AllowAndDeny)
            {
                statements.Add(Statement("Allow", AccountId));
            }

            // One Deny a source: a caller has to come from one of each.
            foreach ((string key, string op, string notOp, IReadOnlyCollection<string> values) in sources)
            {
                JsonObject deny = Statement("Deny", []);
                deny["Condition"] = new JsonObject { [Deny ? op : notOp] = new JsonObject { [key] = List(values) } };
                statements.Add(deny);
            }
        }

        return PolicyDocument.Parse(new JsonObject { ["Version"] = PolicyDocument.CurrentVersion, ["Statement"] = statements }.ToJsonString());
    }

    private JsonObject Statement(string effect, IReadOnlyCollection<string> accounts) => new()
    {
        ["Effect"] = effect,
        ["Principal"] = accounts.Count == 0 ? "*" : new JsonObject { ["AWS"] = List(accounts) },
        ["Action"] = AccessRequest.Invoke,
        ["Resource"] = List(Resources()),
    };

    private string[] Resources() => (StageName.Count, Method.Count, Path.Count) == (0, 0, 0) ? ["execute-api:/*"] :
    [
        .. from stage in Or(StageName)
           from method in Or(Method)
           from path in Or(Path)
           select (Method.Count, Path.Count) == (0, 0) ? $"execute-api:/{stage}/*" : $"execute-api:/{stage}/{method.ToUpperInvariant()}/{path.TrimStart('/')}",
    ];

    private static IEnumerable<string> Or(IReadOnlyCollection<string> values) => values.Count == 0 ? ["*"] : values;

    private static JsonNode List(IReadOnlyCollection<string> values) =>
        values.Count == 1 ? JsonValue.Create(values.First()) : new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(v => (JsonNode)v)]);
}
