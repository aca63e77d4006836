namespace PrivateApi.Text;

/// <summary>Makes the lists and maps of results.</summary>
internal static class Items
{
    /// <summary>A list of its own.</summary>
    /// <param name="items">The items.</param>
    public static ItemList<T> Of<T>(IEnumerable<T> items) => items as ItemList<T> ?? new(items);

    /// <summary>A map that names compare in as before.</summary>
    /// <param name="pairs">The pairs.</param>
    public static ItemMap<T> Of<T>(IReadOnlyDictionary<string, T> pairs) =>
        pairs as ItemMap<T> ?? new(pairs as IDictionary<string, T> ?? new Dictionary<string, T>(pairs));
}
