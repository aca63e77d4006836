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
        Check(sources.Length);

        JsonArray statements = [];
        if (Template == PolicyTemplate.AllowOnly)
        {
            JsonObject allow = Statement("Allow", AccountId);
            JsonObject conditions = [];
            foreach ((string key, string op, _, IReadOnlyCollection<string> values) in sources)
            {
                (conditions[op] ??= new JsonObject())[key] = List(values);
            }

            if (conditions.Count > 0)
            {
                allow["Condition"] = conditions;
            }

            statements.Add(allow);
        }
        else
        {
            if (Template == PolicyTemplate.AllowAndDeny)
            {
                statements.Add(Statement("Allow", Deny ? [] : AccountId));
            }

            if (Deny && AccountId.Count > 0)
            {
                statements.Add(Statement("Deny", AccountId));
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

    private void Check(int sources)
    {
        string? wrong = sources == 0 && AccountId.Count == 0 ? "Say who may call: -SourceVpce, -SourceVpc, -SourceIp, -AccountId or -OrganizationId."
            : Deny && Template == PolicyTemplate.AllowOnly ? "-Deny and -Template AllowOnly exclude each other: keeping somebody out takes a Deny."
            : AccountId.Count > 0 && !Deny && Template == PolicyTemplate.Gate ? "-Template Gate has no Allow that could name -AccountId: leave the accounts to the identity policies, or take another template."
            : SourceIp.FirstOrDefault(range => !IpRange.TryParse(range, out _)) is { } none ? $"'{none}' is neither an address nor a CIDR range. Write for instance 10.0.0.0/16."
            : null;
        if (wrong is not null)
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, wrong);
        }
    }

    // A call's ARN has the verb that was used; ANY is never one.
    private static string Verb(string method) => method.Equals("ANY", StringComparison.OrdinalIgnoreCase) ? "*" : method.ToUpperInvariant();

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
           select (Method.Count, Path.Count) == (0, 0) ? $"execute-api:/{stage}/*" : $"execute-api:/{stage}/{Verb(method)}/{path.TrimStart('/')}",
    ];

    private static IEnumerable<string> Or(IReadOnlyCollection<string> values) => values.Count == 0 ? ["*"] : values;

    private static JsonNode List(IReadOnlyCollection<string> values) =>
        values.Count == 1 ? JsonValue.Create(values.First()) : new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(v => (JsonNode)v)]);
}
