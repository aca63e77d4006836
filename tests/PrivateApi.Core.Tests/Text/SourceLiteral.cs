namespace PrivateApi.Tests.Text;

/// <summary>A string literal of the sources, as it reads.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Text">Its text; each hole of an interpolated one is a <see cref="Hole"/>.</param>
/// <param name="Holes">What stands in the holes, in their order.</param>
internal sealed record SourceLiteral(string Place, string Text, IReadOnlyList<string> Holes)
{
    /// <summary>Stands for a hole; no source holds the character itself.</summary>
    public const char Hole = '\ufffc';
}
