using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>A product of atom sets, one per dimension. Each condition tests one key, so what one statement matches is such a box.</summary>
internal sealed class Box(AtomSet[] sides, PolicyStatement? statement)
{
    public AtomSet[] Sides => sides;

    /// <summary>The statement that allows what is inside; null for a part of the universe.</summary>
    public PolicyStatement? Statement => statement;

    public bool IsEmpty => Array.Exists(sides, s => s.IsEmpty);

    public Box For(PolicyStatement by) => new(sides, by);

    public bool Contains(int[] point)
    {
        for (int i = 0; i < sides.Length; i++)
        {
            if (!sides[i].Contains(point[i]))
            {
                return false;
            }
        }

        return true;
    }

    public Box? And(Box other)
    {
        AtomSet[] both = new AtomSet[sides.Length];
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = sides[i].And(other.Sides[i]);
            if (both[i].IsEmpty)
            {
                return null;
            }
        }

        return new Box(both, statement ?? other.Statement);
    }

    public bool IsInside(Box other)
    {
        for (int i = 0; i < sides.Length; i++)
        {
            if (!sides[i].IsSubsetOf(other.Sides[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is left when the other box is cut out: disjoint boxes, at most one for each dimension.</summary>
    public IEnumerable<Box> Without(Box other)
    {
        for (int i = 0; i < sides.Length; i++)
        {
            if (!sides[i].Overlaps(other.Sides[i]))
            {
                yield return this;
                yield break;
            }
        }

        AtomSet[] rest = [.. sides];
        for (int i = 0; i < sides.Length; i++)
        {
            AtomSet outside = rest[i].Without(other.Sides[i]);
            if (!outside.IsEmpty)
            {
                AtomSet[] piece = [.. rest];
                piece[i] = outside;
                yield return new Box(piece, statement);
            }

            rest[i] = rest[i].And(other.Sides[i]);
        }
    }
}
