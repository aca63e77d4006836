using System.Collections.ObjectModel;

namespace PrivateApi.Text;

/// <summary>Names and values of a result. As text it is its pairs, so that a column of CSV shows them and not the name of a type.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
/// <param name="pairs">The pairs; they are not copied, and names compare as they do there.</param>
public sealed class ItemMap<T>(IDictionary<string, T> pairs) : ReadOnlyDictionary<string, T>(pairs)
{
    /// <summary>The pairs, one after the other.</summary>
    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Key} = {pair.Value}"));
}
