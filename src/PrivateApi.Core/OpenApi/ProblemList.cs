using System.Collections;

namespace PrivateApi.OpenApi;

/// <summary>What a walk through a document found, up to a limit, because nobody reads more.</summary>
internal sealed class ProblemList : IReadOnlyCollection<DefinitionProblem>
{
    /// <summary>How many.</summary>
    public const int Most = 200;

    private readonly List<DefinitionProblem> _found = [];

    public int Count => _found.Count;

    /// <summary>True when nothing more is accepted, so that the walk can end.</summary>
    public bool IsFull => _found.Count >= Most;

    public void Add(Place place, string message)
    {
        if (!IsFull)
        {
            _found.Add(new DefinitionProblem(place.ToString(), message));
        }
    }

    public IEnumerator<DefinitionProblem> GetEnumerator() => _found.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
