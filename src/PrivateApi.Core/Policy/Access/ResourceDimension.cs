namespace PrivateApi.Policies;

/// <summary>What is called: the stage, method and path, split by every Resource of the policy.</summary>
internal sealed class ResourceDimension : AccessDimension
{
    // "/" stage "/" VERB "/" path: what an API can be asked at all.
    private static readonly PatternToken[] Callable =
    [
        new(CharClass.Exactly, '/', false), new(CharClass.NotSlash, default, false), new(CharClass.NotSlash, default, true),
        new(CharClass.Exactly, '/', false), new(CharClass.Upper, default, false), new(CharClass.Upper, default, true),
        new(CharClass.Exactly, '/', false), new(CharClass.Any, default, true),
    ];

    private static readonly string[] Samples = ["/prod/GET/", "/prod/POST/", "/demo/GET/", "/demo/GET/pets", "/demo/POST/pets"];

    private readonly PolicyContext _api;
    private readonly List<string> _suffixes = [];
    private readonly ResourcePattern[] _patterns;
    private readonly Dictionary<string, int> _byVector = [];

    public ResourceDimension(PolicyContext api, IEnumerable<ResourcePattern> patterns, PolicyUse use)
    {
        _api = api;
        Use = use;
        _patterns = [.. patterns.Where(p => !p.IsAnything).DistinctBy(p => p.Text)];
        TextAtoms atoms = new();
        atoms.Add(Callable);
        foreach (ResourcePattern pattern in _patterns)
        {
            if (pattern.Shorthand is { } shorthand)
            {
                atoms.Add(PatternToken.Of(shorthand.Text, wildcards: true));
            }
            else if (pattern.Parts is { } parts)
            {
                atoms.Add(PatternToken.Of(parts[4].Text, wildcards: true), api.RestApiId);
            }
        }

        List<string>? found = atoms.Find(firstIsDomain: true);
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

        Words = [.. _patterns.Select(p => (p.Text, AtomSet.Of(Count, a => p.Matches(Request(_suffixes[a]), use))))];
    }

    public PolicyUse Use { get; }

    public override string Name => "resource";

    public override string? Obstacle { get; }

    public override int Count => _suffixes.Count;

    public override IReadOnlyList<(string Text, AtomSet Atoms)> Words { get; }

    public override int AtomOf(AccessRequest request) => _byVector.GetValueOrDefault(Vector(request), -1);

    public override void Put(WitnessRequest request, int atom) => request.Suffix = _suffixes[atom];

    public AtomSet Matches(PolicyStatement statement) => AtomSet.Of(Count, a => statement.MatchesResource(Request(_suffixes[a]), Use));

    public override string Show(int atom) => _suffixes[atom];

    private AccessRequest Request(string suffix) => new() { Resource = _api.ApiArn + suffix };

    private string Vector(AccessRequest request) => string.Concat(_patterns.Select(p => p.Matches(request, Use) ? '1' : '0'));
}
