using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace PrivateApi.Arguments.Completion;

/// <summary>
/// Lists of suggestions, kept for seconds in a variable of the session, because Tab is pressed repeatedly. The caller
/// waits for less than half a second. A list that takes longer is available for the next key press, and one that takes
/// seconds is abandoned.
/// </summary>
internal sealed class SuggestionCache(TimeProvider clock)
{
    public const string VariableName = "PrivateApiSuggestions";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly Dictionary<SuggestionKey, Task<SuggestionList>> _lists = [];

    /// <summary>The session's cache.</summary>
    public static SuggestionCache ForSession(SessionState state)
    {
        if (JsonArgument.Unwrap(state.PSVariable.GetValue(VariableName)) is SuggestionCache known)
        {
            return known;
        }

        SuggestionCache made = new(TimeProvider.System);
        state.PSVariable.Set("global:" + VariableName, made);
        return made;
    }

    /// <summary>
    /// Drops what the session's cache holds, because a lab starts or stops: a new lab may get the port of one that stopped, and would be
    /// completed with what that one had.
    /// </summary>
    public static void Forget(SessionState state) => state.PSVariable.Set("global:" + VariableName, null);

    /// <summary>The list for a key if it is available in time; empty otherwise.</summary>
    public IReadOnlyList<Suggestion> Get(SuggestionKey key, Func<CancellationToken, Task<IReadOnlyList<Suggestion>>> list)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (
            SuggestionKey old in _lists
                .Where(entry => entry.Value.IsCompleted && entry.Value.Result.Until < now)
                .Select(entry => entry.Key)
                .ToList()
        )
        {
            _lists.Remove(old);
        }

        if (!_lists.TryGetValue(key, out Task<SuggestionList>? task))
        {
            _lists[key] = task = Task.Run(() => ReadAsync(list));
        }

        return task.Wait(Patience) ? task.Result.Suggestions : [];
    }

    // No connection, no permission, no time: no suggestions, and no new attempt for a while.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A key press must never end in an error.")]
    private async Task<SuggestionList> ReadAsync(Func<CancellationToken, Task<IReadOnlyList<Suggestion>>> list)
    {
        using CancellationTokenSource limit = new(Limit);
        IReadOnlyList<Suggestion> found = [];
        try
        {
            found = await list(limit.Token);
        }
        catch (Exception)
        {
            // Nothing found.
        }

        return new SuggestionList(found, clock.GetUtcNow() + Lifetime);
    }
}
