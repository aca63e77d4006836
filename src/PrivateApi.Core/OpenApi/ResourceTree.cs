namespace PrivateApi.OpenApi;

/// <summary>The resources that paths create, by number: a number represents the whole path down to it, however long that is.</summary>
internal sealed class ResourceTree
{
    /// <summary>The root, <c>/</c>.</summary>
    public const int Root = 0;

    private readonly Dictionary<(int Parent, string Segment), int> _children = [];

    private readonly Dictionary<int, (string Parameter, string Path)> _parameters = [];

    /// <summary>The resource below another.</summary>
    public int Child(int parent, string segment)
    {
        if (!_children.TryGetValue((parent, segment), out int child))
        {
            child = _children.Count + 1;
            _children.Add((parent, segment), child);
        }

        return child;
    }

    /// <summary>The path parameter of that level, and the path that introduced it; this one if it is the first.</summary>
    public (string Parameter, string Path) Parameter(int parent, string parameter, string path)
    {
        _parameters.TryAdd(parent, (parameter, path));
        return _parameters[parent];
    }
}
