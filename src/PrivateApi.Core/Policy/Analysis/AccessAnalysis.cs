// Over 250 lines: one analysis, and the questions that are put to it.
using System.Globalization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// Who can call, decided for all requests and not by sampling: the requests are split by what the policy distinguishes, and what is
/// allowed is what the Allow statements match minus what the Deny statements match. Only execute-api:Invoke is considered.
/// </summary>
public sealed class AccessAnalysis
{
    // Longer policies cannot be attached anywhere: an endpoint's has at most 20,480 characters ("AWS PrivateLink quotas"), an API's 8,192.
    private const int LongestText = 50_000;

    private readonly PolicyDocument _policy;
    private readonly AccessSpace _space;
    private readonly AccessDecision _decision;
    private readonly bool _isTooLong;

    private AccessAnalysis(
        PolicyDocument policy,
        PolicyContext api,
        PolicyUse use,
        IReadOnlyCollection<(string Key, string Value)> alsoKnown
    )
    {
        string? tooLong = null;
        if (policy.Utf8.Length > LongestText)
        {
            tooLong = string.Create(CultureInfo.InvariantCulture, $"the policy has {policy.Utf8.Length:N0} bytes, too many to analyse");
            policy = PolicyTemplates.Everything;
            _isTooLong = true;
        }

        _policy = policy;
        PolicyStatement[] statements = policy.StatementArray;
        _space = new AccessSpace(statements, api, use, alsoKnown);
        if (_space.Resources.Obstacle is not null && StatementUnion.Combine(statements) is var fewer && fewer.Length < statements.Length)
        {
            statements = fewer;
            _space = new AccessSpace(statements, api, use, alsoKnown);
        }

        _decision = new AccessDecision(_space, statements, tooLong);
        // An array: PowerShell cannot index the type that a collection expression creates for a read-only list.
        Region = Report().ToArray();
    }

    /// <summary>Everything that is allowed, and what could not be decided.</summary>
    public IReadOnlyList<AccessRegion> Region { get; }

    /// <summary>True when it is certain that nothing is allowed to anybody.</summary>
    public bool IsClosed => Region.Count == 0;

    /// <summary>Why parts could not be decided; empty when everything is exact.</summary>
    public IReadOnlyList<string> Obstacle => _decision.Obstacles.Distinct().ToArray();

    /// <summary>
    /// The part that is certainly denied: nobody at all, or nobody outside a VPC endpoint, with such a request and the
    /// statement that denies it. Null when somebody outside an endpoint gets in, or might.
    /// </summary>
    public AccessRegion? Nobody
    {
        get
        {
            KeyDimension? endpoint = _space.Find(ConditionKeys.SourceVpce);
            IEnumerable<Box> outside = _space.Everything;
            if (!IsClosed)
            {
                if (endpoint is null)
                {
                    return null;
                }

                Box absent = _space.With(_space.IndexOf(endpoint), AtomSet.Where(endpoint.Count, atom => atom == endpoint.Absent));
                outside = _space.Everything.Select(part => part.And(absent)).OfType<Box>();
                if (
                    _decision.Allowed.Concat(_decision.AllowedForAccount).Concat(_decision.Possible).Any(box => box.And(absent) is not null)
                )
                {
                    return null;
                }
            }

            string sentence = IsClosed ? "nobody" : "nobody outside a VPC endpoint";
            AccessRequest example = _space.Witness(outside.First());
            PolicyDecision decision = PolicyEvaluator.Evaluate(_policy, example, _space.Use);
            return new AccessRegion
            {
                Effect = decision.Effect,
                Caller = sentence,
                Method = "anything",
                Sentence = sentence,
                Statement = decision.Statement,
                Example = example,
            };
        }
    }

    /// <summary>The regions in sentences, and who is denied.</summary>
    public IReadOnlyList<string> Summary => Region.Select(r => r.Sentence).Concat(Nobody is { } nobody ? [nobody.Sentence] : []).ToArray();

    /// <summary>Analyses a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="api">The API it is on; null for the one that its own ARNs name, or any.</param>
    /// <param name="use">Where the policy is attached.</param>
    public static AccessAnalysis Analyze(PolicyDocument policy, PolicyContext? api = null, PolicyUse use = PolicyUse.Resource) =>
        new(policy, api ?? ApiGuess.FromPolicy(policy), use, []);

    /// <summary>Asks whether only callers through these endpoints or from these VPCs get in.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="vpcEndpointIds">Endpoints whose callers may get in.</param>
    /// <param name="vpcIds">VPCs whose callers may get in.</param>
    /// <param name="api">The API it is on; null for the one that its own ARNs name, or any.</param>
    public static AccessExpectation ExpectOnly(
        PolicyDocument policy,
        IReadOnlyCollection<string> vpcEndpointIds,
        IReadOnlyCollection<string> vpcIds,
        PolicyContext? api = null
    )
    {
        (string Key, string Value)[] known =
        [
            .. vpcEndpointIds.Select(v => (ConditionKeys.SourceVpce, v)),
            .. vpcIds.Select(v => (ConditionKeys.SourceVpc, v)),
        ];
        return new AccessAnalysis(policy, api ?? ApiGuess.FromPolicy(policy), PolicyUse.Resource, known).Expect(vpcEndpointIds, vpcIds);
    }

    /// <summary>Whether a policy allows somebody whom another one denies; null when it could not be decided.</summary>
    /// <param name="before">The other policy.</param>
    /// <param name="after">The policy.</param>
    /// <param name="api">The API both are for.</param>
    /// <param name="denialsCount">True when removing a Deny allows somebody even without an Allow.</param>
    internal static bool? Widens(PolicyDocument before, PolicyDocument after, PolicyContext api, bool denialsCount)
    {
        if (before.Utf8.Length + after.Utf8.Length > LongestText)
        {
            return null;
        }

        // One space for both: only then can the parts of one be compared with those of the other.
        PolicyStatement[] old = StatementUnion.Combine(before.StatementArray),
            now = StatementUnion.Combine(after.StatementArray);
        AccessSpace space = new([.. old, .. now], api, PolicyUse.Resource, []);
        return new AccessDecision(space, now).Exceeds(new AccessDecision(space, old), denialsCount);
    }

    /// <summary>Whether anybody gets in through an endpoint; null when it could not be decided.</summary>
    internal static bool? LetsIn(PolicyDocument policy, string vpcEndpointId, PolicyContext? api)
    {
        AccessAnalysis analysis = new(
            policy,
            api ?? ApiGuess.FromPolicy(policy),
            PolicyUse.Resource,
            [(ConditionKeys.SourceVpce, vpcEndpointId)]
        );
        KeyDimension endpoint = analysis._space.Find(ConditionKeys.SourceVpce)!;
        Box through = analysis._space.With(analysis._space.IndexOf(endpoint), endpoint.Where(v => v == vpcEndpointId));
        AccessDecision decision = analysis._decision;
        return decision.Allowed.Concat(decision.AllowedForAccount).Any(b => b.And(through) is not null) ? true
            : decision.Possible.Any(b => b.And(through) is not null) ? null
            : false;
    }

    /// <summary>
    /// What the analysis says about one request: the answer, or null if it is unknown or AWS does not send such requests.
    /// </summary>
    internal Effect? Decide(AccessRequest request)
    {
        if (
            _space.PointOf(request) is not { } point
            || _decision.Possible.Any(b => b.Contains(point))
            || !_space.Everything.Any(b => b.Contains(point))
        )
        {
            return null;
        }

        return _decision.Allowed.Any(b => b.Contains(point)) ? Effect.Allowed
            : _decision.AllowedForAccount.Any(b => b.Contains(point)) ? Effect.AllowedForAccount
            : _decision.Denied.Any(b => b.Contains(point)) ? Effect.ExplicitlyDenied
            : Effect.ImplicitlyDenied;
    }

    /// <summary>True when some request matches the statement; null when that could not be decided.</summary>
    internal bool? CanMatch(PolicyStatement statement)
    {
        if (_isTooLong)
        {
            return null;
        }

        List<string> unknown = [];
        bool any = new[] { PrincipalMatch.Yes, PrincipalMatch.Account }
            .Select(how => _space.BoxOf(statement, how, unknown))
            .Any(box => box is not null && _space.Everything.Any(part => part.And(box) is not null));
        return any ? (unknown.Count > 0 ? null : true) : false;
    }

    private IEnumerable<AccessRegion> Report() =>
        [
            .. _decision.Allowed.Select(b => RegionOf(b, Effect.Allowed, unknown: false)),
            .. _decision.AllowedForAccount.Select(b => RegionOf(b, Effect.AllowedForAccount, unknown: false)),
            .. _decision.Possible.Select(b => RegionOf(b, Effect.Allowed, unknown: true)),
        ];

    private AccessRegion RegionOf(Box box, Effect effect, bool unknown)
    {
        (string caller, string method) = AccessSentence.Write(_space, box);
        string sentence = $"{caller}: {method}";
        AccessRequest example = _space.Witness(box);
        return new AccessRegion
        {
            Effect = effect,
            IsUnknown = unknown,
            Caller = caller,
            Method = method,
            Sentence =
                unknown ? $"unknown: {sentence}"
                : effect == Effect.AllowedForAccount ? $"{sentence} (if an identity policy allows it too)"
                : sentence,
            Statement = StatementOf(box, example),
            Example = example,
            Why = unknown ? string.Join("; ", Obstacle) : null,
        };
    }

    // Several statements may have been analysed as one: then the one that matches the example is named.
    private PolicyStatement StatementOf(Box box, AccessRequest example) =>
        _policy.StatementArray.Contains(box.Statement)
            ? box.Statement!
            : PolicyEvaluator.Evaluate(_policy, example, _space.Use).Statement ?? _policy.StatementArray[box.Statement!.Index];

    private AccessExpectation Expect(IReadOnlyCollection<string> vpcEndpointIds, IReadOnlyCollection<string> vpcIds)
    {
        Box elsewhere = new([.. _space.Dimensions.Select(d => d.Full)], null);
        elsewhere = Outside(elsewhere, ConditionKeys.SourceVpce, vpcEndpointIds);
        elsewhere = Outside(elsewhere, ConditionKeys.SourceVpc, vpcIds);
        foreach (
            (IReadOnlyList<Box> boxes, bool certain) in new[]
            {
                (_decision.Allowed, true),
                (_decision.AllowedForAccount, true),
                (_decision.Possible, false),
            }
        )
        {
            foreach (Box box in boxes)
            {
                if (box.And(elsewhere) is not { } hole)
                {
                    continue;
                }

                AccessRequest example = _space.Witness(hole);
                PolicyStatement statement = StatementOf(box, example);
                return new AccessExpectation
                {
                    IsMet = certain ? false : null,
                    Example = example,
                    Statement = statement,
                    Reason = certain
                        ? $"No: {AccessSentence.Write(_space, hole).Caller} gets in by {statement.Name}, for instance {Show(example)}."
                        : $"Unknown: {string.Join("; ", Obstacle)}; {Show(example)} might get in by {statement.Name}.",
                };
            }
        }

        return new AccessExpectation { IsMet = true, Reason = "Yes: nobody else gets in." };
    }

    private Box Outside(Box box, string key, IReadOnlyCollection<string> values)
    {
        if (_space.Find(key) is not { } dimension)
        {
            return box;
        }

        AtomSet side = dimension.Full.Without(dimension.Where(values.Contains));
        return box.And(_space.With(_space.IndexOf(dimension), side)) ?? box;
    }

    private static string Show(AccessRequest request)
    {
        string path = request.Resource[(request.Resource.LastIndexOf(':') + 1)..];
        string keys = string.Join(", ", request.Context.Select(k => $"{k.Key} {string.Join(" and ", k.Value)}"));
        return $"{request.Principal} calling {path[path.IndexOf('/', StringComparison.Ordinal)..]}"
            + (keys.Length > 0 ? $" with {keys}" : " with none of the keys");
    }
}
