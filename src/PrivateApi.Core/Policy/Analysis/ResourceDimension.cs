using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>What is called: the stage, method and path, split by every Resource of the policy.</summary>
internal sealed class ResourceDimension : AccessDimension
{
    // "/" stage "/" VERB "/" path: everything that an API can be asked for.
    private static readonly PatternToken[] Callable =
    [
        new(CharClass.Exactly, '/', false),
        new(CharClass.Stage, default, false),
        new(CharClass.Stage, default, true),
        new(CharClass.Exactly, '/', false),
        new(CharClass.Upper, default, false),
        new(CharClass.Upper, default, true),
        new(CharClass.Exactly, '/', false),
        new(CharClass.Any, default, true),
    ];

    private const int MostCells = 2048,
        MostSingle = 32;
    private const long Budget = 20_000_000,
        SingleBudget = 5_000_000;

    private static readonly string[] Samples = ["/prod/GET/", "/prod/POST/", "/demo/GET/", "/demo/GET/pets", "/demo/POST/pets"];

    private readonly PolicyContext _api;
    private readonly List<string> _suffixes = [];
    private readonly Dictionary<string, int> _byVector = [];
    private readonly ResourcePattern[][] _groups;

    /// <param name="api">The API that is called.</param>
    /// <param name="lists">The Resource lists of the statements.</param>
    /// <param name="use">Where the policy is attached.</param>
    public ResourceDimension(PolicyContext api, IEnumerable<IReadOnlyCollection<ResourcePattern>> lists, PolicyUse use)
    {
        _api = api;
        Use = use;
        ResourcePattern[][] whole =
        [
            .. lists
                .Where(list => !list.Any(p => p.IsAnything))
                .DistinctBy(list => string.Join('\n', list.Select(p => p.Text)))
                .Select(list => list.ToArray()),
        ];
        ResourcePattern[][] single = [.. whole.SelectMany(list => list).DistinctBy(p => p.Text).Select(p => new[] { p })];

        // Distinguishing every Resource gives the plainest sentences. If each may match what another one does, that makes too
        // many combinations; then only the statements that match count.
        List<string>? found =
            whole.Length < single.Length && single.Length <= MostSingle ? Find(single, single.Length + 24, SingleBudget) : null;
        _groups = found is null ? whole : single;
        found ??= Find(whole, MostCells, Budget);
        if (found is null)
        {
            Obstacle = "the wildcards of the resources are too entangled";
        }

        foreach (string suffix in Samples.Concat(found ?? []))
        {
            if (_byVector.TryAdd(Vector(Request(suffix)), _suffixes.Count))
            {
                _suffixes.Add(suffix);
            }
        }

        Words =
        [
            .. _groups.Select(
                (group, g) =>
                    ((IReadOnlyList<string>)[.. group.Select(p => p.Text)], AtomSet.Where(Count, a => IsIn(g, Request(_suffixes[a]))))
            ),
        ];
    }

    public PolicyUse Use { get; }

    public override string Name => "resource";

    public override string? Obstacle { get; }

    public override int Count => _suffixes.Count;

    public override IReadOnlyList<(IReadOnlyList<string> Texts, AtomSet Atoms)> Words { get; }

    public override int AtomOf(AccessRequest request) => _byVector.GetValueOrDefault(Vector(request), -1);

    public override void Put(WitnessRequest request, int atom) => request.Suffix = _suffixes[atom];

    public AtomSet Matches(PolicyStatement statement) => AtomSet.Where(Count, a => statement.MatchesResource(Request(_suffixes[a]), Use));

    public override string Show(int atom) => _suffixes[atom];

    private AccessRequest Request(string suffix) => new() { Resource = _api.ApiArn + suffix };

    private string Vector(AccessRequest request) =>
        string.Create(
            _groups.Length,
            request,
            (span, r) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = IsIn(i, r) ? '1' : '0';
                }
            }
        );

    private bool IsIn(int group, AccessRequest request) => Array.Exists(_groups[group], p => p.Matches(request, Use));

    private List<string>? Find(ResourcePattern[][] groups, int most, long budget)
    {
        TextCells cells = new(budget);
        cells.AddDomain(Callable);
        foreach (ResourcePattern[] group in groups)
        {
            cells.AddGroup(group.Select(Suffixes).OfType<(IEnumerable<PatternToken>, string)>());
        }

        return cells.Find(most);
    }

    // What a pattern says about stage, verb and path; null when it belongs to another API.
    private (IEnumerable<PatternToken>, string)? Suffixes(ResourcePattern pattern)
    {
        if (pattern.Shorthand is { } shorthand)
        {
            return Use == PolicyUse.Resource ? (PatternToken.Tokenize(shorthand.Text, wildcards: true), string.Empty) : null;
        }

        string[] api = [_api.Partition, "execute-api", _api.Region, _api.AccountId];
        return pattern.Parts is { } parts && api.Zip(parts).All(p => p.Second.Matches(p.First, [], ignoreCase: false))
            ? (PatternToken.Tokenize(parts[4].Text, wildcards: true), _api.RestApiId)
            : null;
    }
}
