using System.Collections;

namespace PrivateApi.Policy.Evaluation;

/// <summary>
/// The condition keys of a request. Names are compared without case; a key has one value or, if added as a list, several.
/// </summary>
public sealed class RequestKeys : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    private RequestKey[] _keys = [];

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a key with a single value, or replaces it.</summary>
    /// <param name="name">The key's name, for instance <c>aws:SourceVpce</c>.</param>
    /// <param name="value">Its value; null leaves the key absent.</param>
    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            Put(new RequestKey(name, value));
        }
    }

    /// <summary>Adds a key with several values, or replaces it; an empty list leaves the key absent.</summary>
    /// <param name="name">The key's name, for instance <c>aws:PrincipalOrgPaths</c>.</param>
    /// <param name="values">Its values.</param>
    public void Add(string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Put(new RequestKey(name, [.. values]));
        }
    }

    /// <summary>True when the request carries the key.</summary>
    /// <param name="name">The key's name.</param>
    public bool Contains(string name) => Find(name, out _);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return new(_keys[i].Name, _keys[i].Values ?? [_keys[i].Value!]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(RequestKey key) => Put(key);

    /// <summary>The keys with one more, or with one replaced.</summary>
    internal RequestKeys With(RequestKey key)
    {
        RequestKeys all = [];
        for (int i = 0; i < Count; i++)
        {
            all.Put(_keys[i]);
        }

        all.Put(key);
        return all;
    }

    // A request carries a dozen keys: a scan that compares lengths first beats a hash table.
    internal bool Find(string name, out RequestKey key)
    {
        for (int i = 0; i < Count; i++)
        {
            if (string.Equals(_keys[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                key = _keys[i];
                return true;
            }
        }

        key = default;
        return false;
    }

    private void Put(RequestKey key)
    {
        for (int i = 0; i < Count; i++)
        {
            if (string.Equals(_keys[i].Name, key.Name, StringComparison.OrdinalIgnoreCase))
            {
                _keys[i] = key;
                return;
            }
        }

        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(8, Count * 2));
        }

        _keys[Count++] = key;
    }
}
