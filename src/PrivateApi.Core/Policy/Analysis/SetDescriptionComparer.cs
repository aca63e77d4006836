using System.Diagnostics.CodeAnalysis;

namespace PrivateApi.Policy.Analysis;

/// <summary>States are the same when their bits are.</summary>
internal sealed class SetDescriptionComparer : IEqualityComparer<ulong[]>
{
    public static readonly SetDescriptionComparer Instance = new();

    public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] ulong[] obj)
    {
        ulong hash = 14695981039346656037;
        foreach (ulong word in obj)
        {
            hash = (hash ^ word ^ (word >> 29)) * 1099511628211;
        }

        return (int)(hash ^ (hash >> 32));
    }
}
