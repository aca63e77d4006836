namespace PrivateApi.Policy.Analysis;

/// <summary>Joins boxes, so that a report has few regions.</summary>
internal static class BoxUnion
{
    // Every pair is compared: a larger number of boxes is left as it is.
    private const int MostBoxes = 400;

    /// <summary>Two boxes of one statement that differ in a single side are one box.</summary>
    public static void Merge(List<Box> boxes)
    {
        for (bool again = boxes.Count is > 1 and < MostBoxes; again; )
        {
            again = false;
            for (int i = 0; i < boxes.Count && !again; i++)
            {
                for (int j = i + 1; j < boxes.Count && !again; j++)
                {
                    if (Joined(boxes[i], boxes[j]) is { } joined)
                    {
                        boxes[i] = joined;
                        boxes.RemoveAt(j);
                        again = true;
                    }
                }
            }
        }
    }

    private static Box? Joined(Box one, Box other)
    {
        int differ = -1;
        for (int i = 0; i < one.Sides.Length; i++)
        {
            if (one.Sides[i].IsSubsetOf(other.Sides[i]) && other.Sides[i].IsSubsetOf(one.Sides[i]))
            {
                continue;
            }

            if (differ >= 0 || !ReferenceEquals(one.Statement, other.Statement))
            {
                return null;
            }

            differ = i;
        }

        if (differ < 0)
        {
            return ReferenceEquals(one.Statement, other.Statement) ? one : null;
        }

        AtomSet[] sides = [.. one.Sides];
        sides[differ] = sides[differ].Or(other.Sides[differ]);
        return new Box(sides, one.Statement);
    }
}
