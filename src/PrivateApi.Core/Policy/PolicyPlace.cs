namespace PrivateApi.Policies;

/// <summary>A place in a policy's text, counted from one.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The character in the line.</param>
public readonly record struct PolicyPlace(int Line, int Column)
{
    /// <summary>The place as people write it.</summary>
    public override string ToString() => $"line {Line}, column {Column}";

    // Offsets are into UTF-8; a byte that continues a character is not a column.
    internal static PolicyPlace Of(ReadOnlySpan<byte> utf8, int offset)
    {
        ReadOnlySpan<byte> before = utf8[..Math.Clamp(offset, 0, utf8.Length)];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        int column = 1;
        foreach (byte b in before[lineStart..])
        {
            column += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return new PolicyPlace(before.Count((byte)'\n') + 1, column);
    }
}
