using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>
/// One change of an account that mends a fault. It can say what it opens, be made to the facts to see whether it helps, be typed as a
/// command, and be made.
/// </summary>
internal abstract record Change
{
    /// <summary>What kind it is.</summary>
    public abstract ChangeKind Kind { get; }

    /// <summary>Id of what is changed.</summary>
    public abstract string Target { get; }

    /// <summary>What it does, as an instruction with ids.</summary>
    public abstract string Description { get; }

    /// <summary>Who or what gets through afterwards that did not before; null for nothing but the calls that were meant to.</summary>
    public virtual string? Opens => null;

    /// <summary>What stops working; null for nothing.</summary>
    public virtual string? Closes => null;

    /// <summary>
    /// How much it opens or closes, to choose the least of several: bits of the range that it opens, and more for what cuts others off.
    /// </summary>
    public virtual int Width => 0;

    /// <summary>The command that makes it.</summary>
    public abstract CommandLine Command { get; }

    /// <summary>The facts once it is made.</summary>
    public abstract AccountSnapshot Apply(AccountSnapshot snapshot);

    /// <summary>Two changes that are typed alike are one.</summary>
    public string Key => Command.ToString();

    /// <summary>What the user gets of it.</summary>
    public ProposedChange ToModel() =>
        new()
        {
            Kind = Kind,
            Target = Target,
            Description = VisibleText.Escaped(Description),
            Opens = Opens is null ? null : VisibleText.Escaped(Opens),
            Closes = Closes is null ? null : VisibleText.Escaped(Closes),
            Command = Command.ToString(),
        };

    /// <summary>A list with one item changed.</summary>
    protected static IReadOnlyList<T> Replace<T>(IReadOnlyList<T> items, Predicate<T> isMeant, Func<T, T> change) =>
        [.. items.Select(item => isMeant(item) ? change(item) : item)];
}
