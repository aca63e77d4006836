using System.Collections.ObjectModel;

namespace PrivateApi.Text;

/// <summary>The items of a result. As text it is its items, so that a column of CSV shows them and not the name of a type.</summary>
/// <typeparam name="T">Type of an item.</typeparam>
/// <param name="items">The items; they are copied.</param>
public sealed class ItemList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    /// <summary>The items, one after the other.</summary>
    public override string ToString() => string.Join(", ", this);
}
