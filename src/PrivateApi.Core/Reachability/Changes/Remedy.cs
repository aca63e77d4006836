using PrivateApi.Facts;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>
/// What helps where a check fails: changes that can be judged and made, the least first, or a command that a person types to look
/// further.
/// </summary>
internal sealed record Remedy
{
    private const int MostTogether = 6;

    /// <summary>A command that changes nothing that could be judged; null where there are changes.</summary>
    public CommandLine? Advice { get; private init; }

    /// <summary>A second command that is typed after it; null for none.</summary>
    public CommandLine? Then { get; private init; }

    /// <summary>The advice as it is typed; null for none.</summary>
    public string? AdviceText => Then is null ? Advice?.ToString() : $"{Advice}; {Then}";

    /// <summary>True where the command comes before any change: it needs none.</summary>
    public bool IsAdviceFirst { get; private init; }

    /// <summary>Sets of changes of which one is enough; those of a set have to be made together.</summary>
    public IReadOnlyList<IReadOnlyList<Change>> Alternatives
    {
        get => _later?.Value?.Alternatives ?? field;
        private init;
    } = [];

    private Lazy<Remedy?>? _later;

    public static implicit operator Remedy?(CommandLine? advice) => advice is null ? null : Of(advice);

    public static implicit operator Remedy?(Change? change) => change is null ? null : Of(change);

    /// <summary>A command that is only advice.</summary>
    public static Remedy Of(CommandLine advice) => new() { Advice = advice };

    /// <summary>A command that is only advice, and one that has to follow it.</summary>
    public static Remedy Of(CommandLine advice, CommandLine then) => new() { Advice = advice, Then = then };

    /// <summary>One change.</summary>
    public static Remedy Of(Change change) =>
        new()
        {
            Alternatives =
            [
                [change],
            ],
        };

    /// <summary>What takes work to find, and is found only where somebody asks: the lab answers calls by the same checks.</summary>
    public static Remedy Later(Func<Remedy?> find) => new() { _later = new Lazy<Remedy?>(find) };

    /// <summary>Changes of which one is enough, the one to prefer first; null for none.</summary>
    public static Remedy? OneOf(params IEnumerable<Change> changes)
    {
        IReadOnlyList<Change>[] alternatives = [.. changes.Select(change => (IReadOnlyList<Change>)[change])];
        return alternatives.Length == 0 ? null : new Remedy { Alternatives = alternatives };
    }

    /// <summary>Changes that have to be made together; null for none.</summary>
    public static Remedy? Together(params IEnumerable<Change> changes)
    {
        Change[] set = NetworkAclChange.Numbered([.. changes.DistinctBy(change => change.Key)]);
        return set.Length == 0 ? null : new Remedy { Alternatives = [set] };
    }

    /// <summary>What helps against several faults of one check at once; null where nothing helps against any.</summary>
    public static Remedy? All(IEnumerable<Remedy?> remedies)
    {
        Remedy[] known = [.. remedies.OfType<Remedy>()];
        Remedy[] changing = [.. known.Where(remedy => remedy.Alternatives.Count > 0)];
        return changing.Length == 0
            ? known.FirstOrDefault()
            : new Remedy
            {
                Alternatives =
                [
                    .. Enumerable
                        .Range(0, changing.Max(remedy => remedy.Alternatives.Count))
                        .Select(i =>
                            (IReadOnlyList<Change>)
                                NetworkAclChange.Numbered([
                                    .. changing
                                        .SelectMany(remedy => remedy.Alternatives[Math.Min(i, remedy.Alternatives.Count - 1)])
                                        .DistinctBy(change => change.Key),
                                ])
                        ),
                ],
            };
    }

    /// <summary>Each set with what is needed as well, since a way that is open in one direction may be closed in the other.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="judge">Judges the same hop over other facts.</param>
    public Remedy Completed(AccountSnapshot snapshot, Func<AccountSnapshot, Hop> judge) =>
        this with
        {
            Alternatives = [.. Alternatives.Select(set => Completed(snapshot, set, judge))],
        };

    private static List<Change> Completed(AccountSnapshot snapshot, IReadOnlyList<Change> set, Func<AccountSnapshot, Hop> judge)
    {
        List<Change> whole = [.. set];
        AccountSnapshot after = Made(snapshot, set);
        while (
            whole.Count < MostTogether
            && judge(after) is { State: Disposition.Closed, Remedy.Alternatives: [var next, ..] }
            && !next.Any(change => whole.Exists(made => made.Key == change.Key))
        )
        {
            whole.AddRange(next);
            after = Made(after, next);
        }

        return whole;
    }

    /// <summary>A command that does without a change, and what could be changed all the same.</summary>
    public static Remedy Before(CommandLine advice, Remedy? change) =>
        new()
        {
            Advice = advice,
            IsAdviceFirst = true,
            Alternatives = change?.Alternatives ?? [],
        };

    /// <summary>Every command that it may come to.</summary>
    public IEnumerable<CommandLine> Commands =>
        Alternatives.SelectMany(set => set).Select(change => change.Command).Concat(new[] { Advice, Then }.OfType<CommandLine>());

    /// <summary>The facts once changes are made.</summary>
    public static AccountSnapshot Made(AccountSnapshot snapshot, IEnumerable<Change> changes) =>
        changes.Aggregate(snapshot, (facts, change) => change.Apply(facts));

    /// <summary>The commands of a set on one line.</summary>
    public static string Text(IEnumerable<Change> set) => string.Join("; ", set.Select(change => change.Command));

    /// <summary>What is typed: the first set of changes, else the command.</summary>
    public override string ToString() => Alternatives is [var first, ..] && !IsAdviceFirst ? Text(first) : AdviceText ?? string.Empty;
}
