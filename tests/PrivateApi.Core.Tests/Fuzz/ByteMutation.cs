namespace PrivateApi.Tests.Fuzz;

/// <summary>Changes a text without knowing what it says: bytes flipped, put in, taken out, cut off, moved.</summary>
internal static class ByteMutation
{
    private const int MostChanges = 4;

    private static readonly byte[] Telling =
    [
        0,
        9,
        10,
        13,
        27,
        (byte)'"',
        (byte)'\'',
        (byte)'{',
        (byte)'}',
        (byte)'[',
        (byte)']',
        (byte)':',
        (byte)',',
        (byte)'&',
        (byte)'*',
        (byte)'<',
        (byte)'>',
        (byte)'-',
        (byte)'!',
        0x7F,
        0x80,
        0xC0,
        0xED,
        0xEF,
        0xFE,
        0xFF,
    ];

    public static byte[] Of(byte[] seed, Random random)
    {
        List<byte> text = [.. seed];
        for (int changes = random.Next(MostChanges) + 1; changes > 0; changes--)
        {
            int at = random.Next(text.Count + 1);
            byte value = random.Next(2) == 0 ? Telling[random.Next(Telling.Length)] : (byte)random.Next(256);
            switch (random.Next(6))
            {
                case 0:
                    text.RemoveRange(at, text.Count - at);
                    break;
                case 1:
                    text.Insert(at, value);
                    break;
                case 2:
                    text.RemoveRange(at, Math.Min(random.Next(8), text.Count - at));
                    break;
                case 3:
                    text.InsertRange(at, text.Skip(random.Next(text.Count + 1)).Take(random.Next(40)).ToArray());
                    break;
                default:
                    if (at < text.Count)
                    {
                        text[at] = value;
                    }

                    break;
            }
        }

        return [.. text];
    }
}
