using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>Reads that may be denied: what cannot be read is noted, and everything else continues.</summary>
internal sealed partial class SnapshotReads(AwsSession session)
{
    private readonly ConcurrentQueue<DeniedRead> _denied = new();

    public AwsSession Session => session;

    public IReadOnlyList<DeniedRead> Denied => [.. _denied.DistinctBy(item => (item.Permission, item.Subject))];

    /// <summary>Reads a list; an empty one, and a note, when that is denied.</summary>
    /// <param name="subject">The snapshot's list.</param>
    /// <param name="permission">The permission that it needs.</param>
    /// <param name="read">The read.</param>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string subject, string permission, Func<Task<List<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (AmazonServiceException e) when (IsRefusal(e))
        {
            Note(subject, permission, e);
            return [];
        }
    }

    /// <summary>Reads a list of a service that not every Region and network has; also noted where no answer comes.</summary>
    /// <param name="subject">The snapshot's list.</param>
    /// <param name="permission">The permission that it needs.</param>
    /// <param name="read">The read.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<T>> ListIfReachableAsync<T>(
        string subject,
        string permission,
        Func<Task<List<T>>> read,
        CancellationToken stop
    )
    {
        try
        {
            return await ListAsync(subject, permission, read);
        }
        catch (Exception e) when (Failure.IsLostAnswer(e) && !stop.IsCancellationRequested)
        {
            Note(subject, permission, e);
            return [];
        }
    }

    /// <summary>Reads one thing; null, and a note, when that is denied.</summary>
    /// <param name="subject">The snapshot's list.</param>
    /// <param name="permission">The permission that it needs.</param>
    /// <param name="read">The read.</param>
    /// <param name="known">The code of a refusal that says something else, and is passed on; null for none.</param>
    public async Task<T?> OneAsync<T>(string subject, string permission, Func<Task<T?>> read, string? known = null)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (AmazonServiceException e) when (e.ErrorCode != known && IsRefusal(e))
        {
            Note(subject, permission, e);
            return null;
        }
    }

    public void Note(string subject, string permission, Exception refusal) =>
        _denied.Enqueue(
            new DeniedRead
            {
                Subject = subject,
                Permission = Named(refusal.Message, permission),
                Message = refusal.Message.TrimEnd(),
            }
        );

    // A list may take several calls, and a call several permissions: AWS names the one that is missing (IAM user guide,
    // "Troubleshoot access denied error messages").
    private static string Named(string message, string permission) =>
        DeniedAction().Match(message) is { Success: true } match
        && !permission.StartsWith(match.Groups[1].Value, StringComparison.OrdinalIgnoreCase)
            ? match.Groups[1].Value
            : permission;

    [GeneratedRegex("is not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z]+)")]
    private static partial Regex DeniedAction();

    // An emulator may not have an operation; then the fact is simply missing. A lost answer or lost credentials are
    // different: then it makes no sense to continue.
    public static bool IsRefusal(AmazonServiceException e) =>
        !Failure.IsLostCredential(e) && !Failure.IsLostAnswer(e) && (int)e.StatusCode is not 0 and not 429;
}
