using System.Globalization;

namespace PrivateApi.Policies;

/// <summary>Everything that one policy compares one key with.</summary>
internal sealed class KeyTests(string key)
{
    private readonly Dictionary<(ConditionTest Test, string Text), ConditionValue> _values = [];
    private readonly List<(ConditionTest Test, ConditionValue Value)> _open = [];
    private readonly HashSet<string> _literals = new(StringComparer.Ordinal);
    private readonly RequestKeys _none = [];

    public string Key => key;

    public void Add(ConditionClause clause)
    {
        foreach (ConditionValue value in clause.Values)
        {
            if (clause.Operator.Test != ConditionTest.Null && value.IsValid)
            {
                Add(clause.Operator.Test, value);
            }
        }
    }

    public void AddLiteral(string text) => Add(ConditionTest.StringEquals, new ConditionValue(text, 0, ConditionTest.StringEquals, variables: false));

    private void Add(ConditionTest test, ConditionValue value)
    {
        if (!_values.TryAdd((test, value.Text), value))
        {
            return;
        }

        if (test is ConditionTest.StringEquals or ConditionTest.BinaryEquals)
        {
            _literals.Add(value.Text);
        }
        else
        {
            _open.Add((test, value));
        }
    }

    /// <summary>Which tests a value passes: values of the same vector are the same to the policy. Hundreds of ids cost one look-up.</summary>
    public string Vector(string value)
    {
        string open = _open.Count == 0 ? string.Empty : string.Create(_open.Count, value, (span, v) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = _open[i].Value.Matches(_open[i].Test, v, _none) ? '1' : '0';
            }
        });
        return _literals.Contains(value) ? $"{open}={value}" : open;
    }

    public bool IsInDomain(string value) => ConditionKeys.Domain(key) is null || PrincipalPattern.IsAccountId(value);

    /// <summary>The texts the policy compares with, for descriptions.</summary>
    public IEnumerable<(string Text, Func<string, bool> Matches)> Words() => _values.Select(v =>
        (Spell(v.Key.Test, v.Value), (Func<string, bool>)(text => v.Value.Matches(v.Key.Test, text, _none))));

    /// <summary>Values that between them pass every possible combination of the tests; null when they cannot be found.</summary>
    public List<string>? Witnesses()
    {
        HashSet<Family> families = [.. _values.Keys.Select(k => FamilyOf(k.Test))];
        return families.Count switch
        {
            0 => ["x"],
            1 => families.First() switch
            {
                Family.Address => Addresses(),
                Family.Number => Numbers(asDates: false),
                Family.Date => Numbers(asDates: true),
                Family.Bool => ["true", "false"],
                _ => Texts(),
            },
            _ => families.IsSubsetOf([Family.Text, Family.Bool]) ? Texts() : null,
        };
    }

    private List<string>? Texts()
    {
        if (_open.Count == 0)
        {
            // Whole texts alone, as in a list of ids: each is its own atom, and one more stands for all others.
            string other = Enumerable.Range(0, int.MaxValue).Select(i => i.ToString("D12", CultureInfo.InvariantCulture)).First(o => !_literals.Contains(o));
            return [other, .. _literals.Where(IsInDomain)];
        }

        TextAtoms atoms = new();
        if (ConditionKeys.Domain(key) is { } domain)
        {
            atoms.Add(domain);
        }

        foreach (((ConditionTest test, string text), _) in _values)
        {
            atoms.Add(test switch
            {
                ConditionTest.ArnLike => PatternToken.OfArn(text),
                ConditionTest.StringLike => PatternToken.Of(text, wildcards: true),
                ConditionTest.StringEqualsIgnoreCase => PatternToken.Of(text, wildcards: false, ignoreCase: true),
                ConditionTest.Bool => PatternToken.Of(text, wildcards: false, ignoreCase: true),
                _ => PatternToken.Of(text, wildcards: false),
            });
        }

        return atoms.Find(ConditionKeys.Domain(key) is not null);
    }

    // A range begins at its first address and ends before the one after its last: between two such borders nothing changes.
    private List<string> Addresses()
    {
        SortedSet<UInt128> v4 = [0], v6 = [0];
        foreach (IpRange range in _values.Values.Select(v => v.Range))
        {
            SortedSet<UInt128> borders = range.IsV6 ? v6 : v4;
            borders.Add(range.First);
            if (range.Last < (range.IsV6 ? UInt128.MaxValue : uint.MaxValue))
            {
                borders.Add(range.Last + 1);
            }
        }

        return [.. v4.Select(a => IpRange.Format(a, v6: false)), .. v6.Select(a => IpRange.Format(a, v6: true))];
    }

    private List<string> Numbers(bool asDates)
    {
        double[] borders = [.. _values.Values.Select(v => v.Number).Distinct().Order()];
        List<double> points = [borders[0] - 1, .. borders, borders[^1] + 1, .. borders.Zip(borders.Skip(1), (a, b) => (a + b) / 2)];
        return [.. points.Select(p => asDates ? Date(p) : p.ToString("R", CultureInfo.InvariantCulture))];
    }

    private static string Date(double seconds) => seconds is > -62135596800 and < 253402300800
        ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : seconds.ToString("R", CultureInfo.InvariantCulture);

    private static string Spell(ConditionTest test, ConditionValue value) => test switch
    {
        ConditionTest.StringEquals or ConditionTest.StringLike or ConditionTest.ArnLike or ConditionTest.Bool or ConditionTest.IpAddress or ConditionTest.BinaryEquals => value.Text,
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

    private static Family FamilyOf(ConditionTest test) => test switch
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
