using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>A condition key: its values split by every value that the policy compares it with.</summary>
internal sealed class KeyDimension : AccessDimension
{
    // With more values than this, there are too many sets of them to list.
    private const int MostInLists = 9;

    private readonly KeyTests _tests;
    private readonly List<KeyAtom> _atoms = [new KeyAtom(null, null)];
    private readonly Dictionary<string, int> _singles = [];
    private readonly Dictionary<string, int> _lists = [];
    private readonly List<(IReadOnlyList<string> Texts, AtomSet Atoms)> _words = [];

    public KeyDimension(KeyTests tests)
    {
        _tests = tests;
        Name = ConditionKeys.Spell(tests.Key);
        bool many = ConditionKeys.IsMultivalued(tests.Key);
        List<string>? values = tests.Witnesses(many ? MostInLists : int.MaxValue);
        if (values is null)
        {
            Obstacle = $"the values that {Name} is compared with are of different kinds, or their wildcards too entangled";
            return;
        }

        foreach (string value in ConditionKeys.Samples(tests.Key).Where(tests.IsInDomain).Concat(values))
        {
            if (_singles.TryAdd(tests.Vector(value), _atoms.Count))
            {
                _atoms.Add(new KeyAtom(value, null));
            }
        }

        if (many && !AddLists())
        {
            Obstacle = $"{Name} can have many values at once, and the policy distinguishes too many of them";
        }

        foreach ((IReadOnlyList<string> texts, Func<string, bool> matches) in tests.Words())
        {
            _words.Add(
                (
                    texts,
                    AtomSet.Where(
                        _atoms.Count,
                        a => _atoms[a].Value is { } value ? matches(value) : _atoms[a].Values is { } list && list.All(matches)
                    )
                )
            );
        }
    }

    public string Key => _tests.Key;

    public override string Name { get; }

    public override string? Obstacle { get; }

    public override int Count => _atoms.Count;

    public override int Absent => 0;

    public override IReadOnlyList<(IReadOnlyList<string> Texts, AtomSet Atoms)> Words => _words;

    /// <summary>The atoms whose single value passes.</summary>
    public AtomSet Where(Func<string, bool> passes) => AtomSet.Where(Count, a => _atoms[a].Value is { } value && passes(value));

    public override int AtomOf(AccessRequest request)
    {
        if (!request.Context.Find(Key, out RequestKey found))
        {
            return 0;
        }

        return found.Value is { } value
            ? _singles.GetValueOrDefault(_tests.Vector(value), -1)
            : _lists.GetValueOrDefault(ListKey(found.Values!), -1);
    }

    public override void Put(WitnessRequest request, int atom)
    {
        request.Keys.Add(Name, _atoms[atom].Value);
        if (_atoms[atom].Values is { } values)
        {
            request.Keys.Add(Name, values);
        }
    }

    public AtomSet Matches(ConditionClause clause) =>
        AtomSet.Where(
            Count,
            a =>
            {
                RequestKeys keys = [];
                keys.Add(clause.Key, _atoms[a].Value);
                keys.Add(clause.Key, _atoms[a].Values ?? []);
                return clause.Matches(keys);
            }
        );

    public override string Show(int atom) =>
        _atoms[atom].Value ?? (_atoms[atom].Values is { } list ? $"[{string.Join(", ", list)}]" : "absent");

    // A key with several values: what counts is which atoms are among them.
    private bool AddLists()
    {
        string[] singles = [.. _atoms.Skip(1).Select(a => a.Value!)];
        for (int mask = 1; mask < 1 << Math.Min(singles.Length, MostInLists); mask++)
        {
            string[] list = [.. singles.Where((_, i) => (mask >> i & 1) != 0)];
            if (_lists.TryAdd(ListKey(list), _atoms.Count))
            {
                _atoms.Add(new KeyAtom(null, list));
            }
        }

        return singles.Length <= MostInLists;
    }

    private string ListKey(string[] values) =>
        string.Join('|', values.Select(v => _tests.Vector(v)).Distinct().Order(StringComparer.Ordinal));
}
