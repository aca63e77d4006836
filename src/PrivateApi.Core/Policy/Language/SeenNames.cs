namespace PrivateApi.Policy.Language;

/// <summary>Names seen so far in one object. A few are compared one by one; a set is created only for an object that has many.</summary>
internal struct SeenNames
{
    private const int Few = 8;

    private string? _first;
    private List<string>? _few;
    private HashSet<string>? _many;

    /// <summary>False when the name was already there.</summary>
    public bool Add(string name)
    {
        if (_first is null)
        {
            _first = name;
            return true;
        }

        _few ??= [_first];
        if (_many is null && _few.Count < Few)
        {
            if (_few.Contains(name))
            {
                return false;
            }

            _few.Add(name);
            return true;
        }

        _many ??= new HashSet<string>(_few, StringComparer.Ordinal);
        return _many.Add(name);
    }
}
