using System.Diagnostics.CodeAnalysis;

namespace PrivateApi.Lab.State;

/// <summary>The most recent values, by key: a lab that runs for long forgets the oldest.</summary>
/// <param name="most">How many it keeps.</param>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = [];
    private readonly Queue<TKey> _order = [];

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    public bool ContainsKey(TKey key) => _values.ContainsKey(key);

    /// <summary>Stores a value; another one with the same key replaces the first.</summary>
    public void Set(TKey key, TValue value)
    {
        if (!_values.ContainsKey(key))
        {
            _order.Enqueue(key);
        }

        _values[key] = value;
        if (_values.Count > most)
        {
            _values.Remove(_order.Dequeue());
        }
    }
}
