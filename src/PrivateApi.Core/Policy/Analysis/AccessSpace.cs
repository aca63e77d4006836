using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>The space of all requests that some statements can distinguish, with the box that each statement matches.</summary>
internal sealed class AccessSpace
{
    private readonly List<AccessDimension> _dimensions = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.OrdinalIgnoreCase);

    public AccessSpace(
        PolicyStatement[] statements,
        PolicyContext api,
        PolicyUse use,
        IReadOnlyCollection<(string Key, string Value)> alsoKnown
    )
    {
        Api = api;
        Use = use;
        Dictionary<string, KeyTests> tests = new(StringComparer.OrdinalIgnoreCase);
        foreach (ConditionClause clause in statements.SelectMany(s => s.Conditions).Where(c => !HasVariables(c)))
        {
            Tests(tests, clause.Key).Add(clause);
        }

        foreach ((string key, string value) in alsoKnown)
        {
            Tests(tests, key).AddLiteral(value);
        }

        string[] conditionAccounts = [.. AccountsOf(statements)];
        if (tests.TryGetValue(ConditionKeys.PrincipalAccount, out KeyTests? accountTests))
        {
            foreach (PrincipalPattern principal in statements.SelectMany(s => s.Principals))
            {
                accountTests.AddLiteral(principal.AccountId ?? RequestIdentity.Parse(principal.Text).AccountId ?? "000000000000");
            }
        }

        Principals = new PrincipalDimension(
            statements.SelectMany(s => s.Principals),
            conditionAccounts,
            tests.Keys.Any(ConditionKeys.NeedsIam)
        );
        Resources = new ResourceDimension(api, statements.Select(s => s.Resources).Where(list => !list.Any(HasVariables)), use);
        _dimensions.AddRange([Principals, Resources]);
        foreach (KeyTests test in tests.Values)
        {
            _keys[test.Key] = _dimensions.Count;
            _dimensions.Add(new KeyDimension(test));
        }

        Everything = [.. Universe()];
    }

    public PolicyContext Api { get; }

    public PolicyUse Use { get; }

    public IReadOnlyList<AccessDimension> Dimensions => _dimensions;

    public PrincipalDimension Principals { get; }

    public ResourceDimension Resources { get; }

    /// <summary>
    /// All possible requests: an anonymous caller has none of the keys of a signed one, and a caller belongs to its account.
    /// </summary>
    public IReadOnlyList<Box> Everything { get; }

    public KeyDimension? Find(string key) => _keys.TryGetValue(key, out int i) ? (KeyDimension)_dimensions[i] : null;

    public int IndexOf(AccessDimension dimension) => _dimensions.IndexOf(dimension);

    public Box With(int dimension, AtomSet side)
    {
        AtomSet[] sides = [.. _dimensions.Select(d => d.Full)];
        sides[dimension] = side;
        return new Box(sides, null);
    }

    /// <summary>What a statement matches for the given callers; what cannot be decided is left open and named.</summary>
    public Box? BoxOf(PolicyStatement statement, PrincipalMatch how, List<string> unknown)
    {
        if (!statement.MatchesAction(AccessRequest.Invoke))
        {
            return null;
        }

        AtomSet[] sides = [.. _dimensions.Select(d => d.Full)];
        sides[0] = Principals.Matches(statement, how);
        if (Resources.Obstacle is { } obstacle)
        {
            unknown.Add(obstacle);
        }
        else if (statement.Resources.Any(HasVariables))
        {
            unknown.Add($"{statement.Name} has a policy variable in its Resource");
        }
        else
        {
            sides[1] = Resources.Matches(statement);
        }

        foreach (ConditionClause clause in statement.Conditions)
        {
            if (HasVariables(clause))
            {
                unknown.Add($"{statement.Name} compares {clause.Key} with a policy variable");
                continue;
            }

            int dimension = _keys[clause.Key];
            if (_dimensions[dimension].Obstacle is { } why)
            {
                unknown.Add(why);
                continue;
            }

            sides[dimension] = sides[dimension].And(((KeyDimension)_dimensions[dimension]).Matches(clause));
        }

        return new Box(sides, statement) is { IsEmpty: false } box ? box : null;
    }

    /// <summary>Where a request lies; null when it has a value that AWS does not send.</summary>
    public int[]? PointOf(AccessRequest request)
    {
        int[] point = [.. _dimensions.Select(d => d.AtomOf(request))];
        return point.Contains(-1) ? null : point;
    }

    public AccessRequest Witness(Box box)
    {
        WitnessRequest request = new(Api);
        for (int i = 0; i < _dimensions.Count; i++)
        {
            // A value rather than none, and the plainest first: atoms are in that order, except for the absent one.
            AtomSet side = box.Sides[i];
            int absent = _dimensions[i].Absent;
            int atom = side.Members().FirstOrDefault(a => a != absent, absent);
            if (side.Size == side.Universe && absent >= 0 && ConditionKeys.NeedsIam(_dimensions[i].Name))
            {
                atom = absent;
            }

            _dimensions[i].Put(request, atom);
        }

        return request.Build();
    }

    public static bool HasVariables(ResourcePattern resource) =>
        resource.Shorthand is { HasVariables: true } || (resource.Parts?.Any(p => p.HasVariables) ?? false);

    private static bool HasVariables(ConditionClause clause) =>
        clause.Values.Any(v => v.Pattern is { HasVariables: true } || (v.ArnParts?.Any(p => p.HasVariables) ?? false));

    private static KeyTests Tests(Dictionary<string, KeyTests> tests, string key) =>
        tests.TryGetValue(key, out KeyTests? known) ? known : tests[key] = new KeyTests(key);

    private static IEnumerable<string> AccountsOf(PolicyStatement[] statements) =>
        statements
            .SelectMany(s => s.Conditions)
            .Where(c => ConditionKeys.Is(c.Key, ConditionKeys.PrincipalAccount))
            .SelectMany(c => c.Values)
            .Select(v => v.Text)
            .Where(PrincipalPattern.IsAccountId)
            .Distinct();

    private IEnumerable<Box> Universe()
    {
        int[] signerKeys = [.. Enumerable.Range(2, _dimensions.Count - 2).Where(i => ConditionKeys.NeedsIam(_dimensions[i].Name))];
        AtomSet[] full = [.. _dimensions.Select(d => d.Full)];
        if (signerKeys.Length == 0)
        {
            yield return new Box(full, null);
            yield break;
        }

        foreach (IGrouping<string, int> group in Enumerable.Range(0, Principals.Count).GroupBy(a => Principals.AccountOf(a) ?? "none"))
        {
            AtomSet[] sides = [.. full];
            sides[0] = AtomSet.Where(Principals.Count, group.Contains);
            foreach (int i in signerKeys)
            {
                KeyDimension key = (KeyDimension)_dimensions[i];
                AtomSet absent = AtomSet.Where(key.Count, a => a == key.Absent);
                bool always = ConditionKeys.Is(key.Key, ConditionKeys.PrincipalAccount) || ConditionKeys.Is(key.Key, "aws:PrincipalArn");
                sides[i] =
                    group.Key == "none" ? absent
                    : always ? key.Full.Without(absent)
                    : key.Full;
                if (ConditionKeys.Is(key.Key, ConditionKeys.PrincipalAccount) && group.Key != "none")
                {
                    AtomSet known = key.Where(id => Enumerable.Range(0, Principals.Count).Any(a => Principals.AccountOf(a) == id));
                    sides[i] = sides[i].And(group.Key.Length > 0 ? key.Where(id => id == group.Key) : key.Full.Without(known));
                }
            }

            Box box = new(sides, null);
            if (!box.IsEmpty)
            {
                yield return box;
            }
        }
    }
}
