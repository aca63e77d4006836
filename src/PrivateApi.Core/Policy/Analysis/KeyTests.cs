using System.Globalization;
using System.Net;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Policy.Analysis;

/// <summary>Everything that one policy compares one key with.</summary>
internal sealed class KeyTests(string key)
{
    private const int MostCells = 2048,
        MostSingle = 32;
    private const long Budget = 20_000_000,
        SingleBudget = 5_000_000;

    private readonly List<Family> _families = [];
    private readonly HashSet<string> _literals = new(StringComparer.Ordinal);
    private readonly List<(ConditionTest Test, ConditionValue[] Values)> _lists = [];
    private readonly RequestKeys _none = [];
    private (ConditionTest Test, ConditionValue[] Values)[]? _groups;

    public string Key => key;

    public void Add(ConditionClause clause)
    {
        ConditionValue[] values = [.. clause.Values.Where(v => v.IsValid).DistinctBy(v => v.Text)];
        if (clause.Operator.Test != ConditionTest.Null && values.Length > 0)
        {
            Add(clause.Operator.Test, values);
        }
    }

    public void AddLiteral(string text) =>
        Add(ConditionTest.StringEquals, [new ConditionValue(text, 0, ConditionTest.StringEquals, variables: false)]);

    private void Add(ConditionTest test, ConditionValue[] values)
    {
        _families.Add(FamilyOf(test));
        if (test is ConditionTest.StringEquals or ConditionTest.BinaryEquals)
        {
            _literals.UnionWith(values.Select(v => v.Text));
        }
        else
        {
            _lists.Add((test, values));
        }
    }

    /// <summary>
    /// Which tests a value passes: values with the same vector are the same to the policy. Hundreds of ids cost one look-up.
    /// </summary>
    public string Vector(string value)
    {
        (ConditionTest Test, ConditionValue[] Values)[] groups = Groups;
        string open =
            groups.Length == 0
                ? string.Empty
                : string.Create(
                    groups.Length,
                    value,
                    (span, v) =>
                    {
                        for (int i = 0; i < span.Length; i++)
                        {
                            span[i] = IsIn(groups[i], v) ? '1' : '0';
                        }
                    }
                );
        return _literals.Contains(value) ? $"{open}={value}" : open;
    }

    public bool IsInDomain(string value) => ConditionKeys.Domain(key) is null || PrincipalPattern.IsAccountId(value);

    /// <summary>The texts the policy compares with, for descriptions.</summary>
    public IEnumerable<(IReadOnlyList<string> Texts, Func<string, bool> Matches)> Words() =>
        [
            .. _literals.Select(text => ((IReadOnlyList<string>)[text], (Func<string, bool>)(value => value == text))),
            .. Groups.Select(group =>
                (
                    (IReadOnlyList<string>)[.. group.Values.Select(v => Spell(group.Test, v))],
                    (Func<string, bool>)(value => IsIn(group, value))
                )
            ),
        ];

    /// <summary>Values that between them pass every possible combination of the tests; null when they cannot be found.</summary>
    /// <param name="few">With more values than this, those that the policy tests together are not distinguished.</param>
    public List<string>? Witnesses(int few)
    {
        HashSet<Family> families = [.. _families];
        return families.Count switch
        {
            0 => ["x"],
            1 => families.First() switch
            {
                Family.Address => Addresses(),
                Family.Number => Numbers(asDates: false),
                Family.Date => Numbers(asDates: true),
                Family.Bool => ["true", "false"],
                _ => Texts(few),
            },
            _ => families.IsSubsetOf([Family.Text, Family.Bool]) ? Texts(few) : null,
        };
    }

    private (ConditionTest Test, ConditionValue[] Values)[] Groups => _groups ??= Single();

    private (ConditionTest Test, ConditionValue[] Values)[] Single() =>
        [
            .. _lists
                .SelectMany(list => list.Values.Select(v => (list.Test, v)))
                .DistinctBy(t => (t.Test, t.v.Text))
                .Select(t => (t.Test, new[] { t.v })),
        ];

    private bool IsIn((ConditionTest Test, ConditionValue[] Values) group, string value) =>
        Array.Exists(group.Values, v => v.Matches(group.Test, value, _none));

    // Distinguishing every value gives the plainest sentences. If that makes too many combinations, only the lists that match count.
    private List<string>? Texts(int few)
    {
        if (_lists.Count == 0)
        {
            // Only whole texts, as in a list of ids: each is its own atom, and one more represents all others.
            string other = Enumerable
                .Range(0, int.MaxValue)
                .Select(i => i.ToString("D12", CultureInfo.InvariantCulture))
                .First(o => !_literals.Contains(o));
            return [other, .. _literals.Where(IsInDomain)];
        }

        int most = Math.Min(few, Groups.Length + 24);
        if (Groups.Length <= MostSingle && Find(Groups, most, SingleBudget) is { } found && found.Count + _literals.Count <= few)
        {
            return [.. found, .. _literals.Where(IsInDomain)];
        }

        _groups = [.. _lists.DistinctBy(list => (list.Test, string.Join('\n', list.Values.Select(v => v.Text))))];
        return Find(_groups, MostCells, Budget) is { } texts ? [.. texts, .. _literals.Where(IsInDomain)] : null;
    }

    private List<string>? Find((ConditionTest Test, ConditionValue[] Values)[] groups, int most, long budget)
    {
        TextCells cells = new(budget);
        if (ConditionKeys.Domain(key) is { } domain)
        {
            cells.AddDomain(domain);
        }

        foreach (string literal in _literals)
        {
            cells.Exclude(literal);
        }

        foreach ((ConditionTest test, ConditionValue[] values) in groups)
        {
            cells.AddGroup(values.Select(v => (Tokens(test, v.Text), string.Empty)));
        }

        return cells.Find(most);
    }

    private static IEnumerable<PatternToken> Tokens(ConditionTest test, string text) =>
        test switch
        {
            ConditionTest.ArnLike => PatternToken.OfArn(text),
            ConditionTest.StringLike => PatternToken.Tokenize(text, wildcards: true),
            ConditionTest.StringEqualsIgnoreCase or ConditionTest.Bool => PatternToken.Tokenize(text, wildcards: false, ignoreCase: true),
            _ => PatternToken.Tokenize(text, wildcards: false),
        };

    // A range begins at its first address and ends before the one after its last: between two such limits nothing changes.
    private List<string> Addresses()
    {
        SortedSet<UInt128> v4 = [0],
            v6 = [0];
        foreach (IPNetwork range in _lists.SelectMany(list => list.Values).Select(v => v.Range))
        {
            SortedSet<UInt128> borders = range.IsV6 ? v6 : v4;
            borders.Add(range.First);
            if (range.Last < (range.IsV6 ? UInt128.MaxValue : uint.MaxValue))
            {
                borders.Add(range.Last + 1);
            }
        }

        return
        [
            .. v4.Select(a => AddressRanges.Address(a, isV6: false).ToString()),
            .. v6.Select(a => AddressRanges.Address(a, isV6: true).ToString()),
        ];
    }

    private List<string> Numbers(bool asDates)
    {
        double[] borders = [.. _lists.SelectMany(list => list.Values).Select(v => v.Number).Distinct().Order()];
        List<double> points = [borders[0] - 1, .. borders, borders[^1] + 1, .. borders.Zip(borders.Skip(1), (a, b) => (a + b) / 2)];
        return [.. points.Select(p => asDates ? Date(p) : p.ToString("R", CultureInfo.InvariantCulture))];
    }

    private static string Date(double seconds) =>
        seconds is > -62135596800 and < 253402300800
            ? DateTimeOffset
                .UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
                .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : seconds.ToString("R", CultureInfo.InvariantCulture);

    private static string Spell(ConditionTest test, ConditionValue value) =>
        test switch
        {
            ConditionTest.StringEquals
            or ConditionTest.StringLike
            or ConditionTest.ArnLike
            or ConditionTest.Bool
            or ConditionTest.IpAddress
            or ConditionTest.BinaryEquals => value.Text,
            ConditionTest.StringEqualsIgnoreCase => value.Text + " in any case",
            ConditionTest.NumericEquals or ConditionTest.DateEquals => "exactly " + value.Text,
            ConditionTest.NumericLessThan => "less than " + value.Text,
            ConditionTest.NumericLessThanEquals => "at most " + value.Text,
            ConditionTest.NumericGreaterThan => "more than " + value.Text,
            ConditionTest.NumericGreaterThanEquals => "at least " + value.Text,
            ConditionTest.DateLessThan => "before " + value.Text,
            ConditionTest.DateLessThanEquals => "until " + value.Text,
            ConditionTest.DateGreaterThan => "after " + value.Text,
            _ => "from " + value.Text + " on",
        };

    private static Family FamilyOf(ConditionTest test) =>
        test switch
        {
            ConditionTest.IpAddress => Family.Address,
            ConditionTest.Bool => Family.Bool,
            >= ConditionTest.NumericEquals and <= ConditionTest.NumericGreaterThanEquals => Family.Number,
            >= ConditionTest.DateEquals and <= ConditionTest.DateGreaterThanEquals => Family.Date,
            _ => Family.Text,
        };

    private enum Family
    {
        Text,
        Address,
        Number,
        Date,
        Bool,
    }
}
