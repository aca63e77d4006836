namespace PrivateApi.Policy.Analysis;

/// <summary>States of an automaton as sets.</summary>
internal static class StateBits
{
    public static void And(ulong[] one, ulong[] other, ulong[] both)
    {
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = one[i] & other[i];
        }
    }

    public static bool Overlap(ulong[] one, ulong[] other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if ((one[i] & other[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsSubset(ulong[] one, ulong[] other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if ((one[i] & ~other[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
