using System.Numerics;

namespace PrivateApi.Policy.Analysis;

/// <summary>An immutable set of atoms of one dimension.</summary>
internal readonly struct AtomSet(ulong[] words, int count)
{
    private readonly ulong[] _words = words;

    public int Universe => count;

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public bool IsFull => Size == count;

    public int Size
    {
        get
        {
            int size = 0;
            foreach (ulong word in _words)
            {
                size += BitOperations.PopCount(word);
            }

            return size;
        }
    }

    public static AtomSet Where(int count, Func<int, bool> holds)
    {
        ulong[] words = new ulong[(count + 63) / 64];
        for (int i = 0; i < count; i++)
        {
            if (holds(i))
            {
                words[i / 64] |= 1UL << (i % 64);
            }
        }

        return new AtomSet(words, count);
    }

    public bool Contains(int atom) => (_words[atom / 64] >> (atom % 64) & 1) != 0;

    public AtomSet And(AtomSet other) => Combine(other, (a, b) => a & b);

    public AtomSet Or(AtomSet other) => Combine(other, (a, b) => a | b);

    public AtomSet Without(AtomSet other) => Combine(other, (a, b) => a & ~b);

    public bool Overlaps(AtomSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSubsetOf(AtomSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~other._words[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public IEnumerable<int> Members()
    {
        for (int i = 0; i < count; i++)
        {
            if (Contains(i))
            {
                yield return i;
            }
        }
    }

    private AtomSet Combine(AtomSet other, Func<ulong, ulong, ulong> combine)
    {
        ulong[] words = new ulong[_words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = combine(_words[i], other._words[i]);
        }

        return new AtomSet(words, count);
    }
}
