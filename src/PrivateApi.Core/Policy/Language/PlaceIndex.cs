namespace PrivateApi.Policy.Language;

/// <summary>
/// Turns offsets into lines and columns. Remembers a place every kilobyte, so that many questions about a long text cost no more.
/// </summary>
internal sealed class PlaceIndex
{
    private const int Step = 1024;

    private readonly byte[] _utf8;
    private readonly PolicyPlace[] _known;

    public PlaceIndex(byte[] utf8)
    {
        _utf8 = utf8;
        _known = new PolicyPlace[(utf8.Length / Step) + 1];
        _known[0] = new PolicyPlace(1, 1);
        for (int i = 1; i < _known.Length; i++)
        {
            _known[i] = Advance(_known[i - 1], utf8.AsSpan((i - 1) * Step, Step));
        }
    }

    public PolicyPlace At(int offset)
    {
        offset = Math.Clamp(offset, 0, _utf8.Length);
        return Advance(_known[offset / Step], _utf8.AsSpan(offset / Step * Step, offset % Step));
    }

    // Offsets are into UTF-8; a byte that continues a character is not a column.
    private static PolicyPlace Advance(PolicyPlace from, ReadOnlySpan<byte> over)
    {
        (int line, int column) = (from.Line, from.Column);
        foreach (byte b in over)
        {
            if (b == '\n')
            {
                (line, column) = (line + 1, 1);
            }
            else if ((b & 0xC0) != 0x80)
            {
                column++;
            }
        }

        return new PolicyPlace(line, column);
    }
}
