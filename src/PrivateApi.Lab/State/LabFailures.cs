using System.Diagnostics;
using PrivateApi.Text;

namespace PrivateApi.Lab.State;

/// <summary>The last failures of the lab itself.</summary>
internal sealed class LabFailures
{
    private const int Most = 20;

    private readonly Queue<LabFailure> _items = [];

    /// <summary>The failures, the oldest first.</summary>
    public IReadOnlyList<LabFailure> All
    {
        get
        {
            lock (_items)
            {
                return [.. _items];
            }
        }
    }

    public void Add(string request, string requestId, Exception bug)
    {
        System.Reflection.MethodBase? place = new StackTrace(bug)
            .GetFrames()
            .Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("PrivateApi", StringComparison.Ordinal) == true);
        lock (_items)
        {
            _items.Enqueue(
                new LabFailure(
                    DateTimeOffset.UtcNow,
                    request,
                    requestId,
                    SecretText.Redact(bug.Message),
                    $"{place?.DeclaringType?.Name}.{place?.Name}"
                )
            );
            while (_items.Count > Most)
            {
                _items.Dequeue();
            }
        }
    }
}
