using System.Text.Json;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Input;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>Snapshots as files, to be attached to a ticket and judged again offline.</summary>
internal static class SnapshotFile
{
    private const int Version = 1;

    /// <summary>Writes a snapshot with its calls.</summary>
    /// <exception cref="PrivateApiException"><c>SnapshotNotWritten</c>.</exception>
    public static void Write(string path, SnapshotCase content)
    {
        try
        {
            File.WriteAllBytes(
                path,
                JsonSerializer.SerializeToUtf8Bytes(SnapshotSecrets.Without(content), SnapshotJson.Default.SnapshotCase)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PrivateApiException(
                "SnapshotNotWritten",
                FaultKind.InvalidArgument,
                $"The snapshot could not be written to '{path}': {e.Message}",
                path,
                e
            );
        }
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidSnapshot</c>, <c>InputTooLarge</c>.</exception>
    public static SnapshotCase Read(string path)
    {
        try
        {
            return Parse(InputFile.Read(path, InputFile.MostSnapshotBytes, "snapshot"), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, e.Message, e);
        }
    }

    /// <summary>Reads a snapshot's text.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidSnapshot</c>.</exception>
    internal static SnapshotCase Parse(byte[] utf8, string path)
    {
        try
        {
            SnapshotCase content =
                JsonSerializer.Deserialize<SnapshotCase>(utf8, SnapshotJson.Reading) ?? throw Invalid(path, "it is empty.", null);
            return (SnapshotShape.Problem(content) ?? SnapshotQuotas.Problem(content.Snapshot)) is { } problem
                    ? throw Invalid(path, $"{problem}.", null)
                : content.Snapshot.Version == Version ? SnapshotSecrets.Without(content)
                : throw Invalid(path, $"it has version {content.Snapshot.Version}, and this module reads version {Version}.", null);
        }
        catch (JsonException e)
        {
            throw Invalid(path, e.Message, e);
        }
    }

    private static PrivateApiException Invalid(string path, string why, Exception? inner) =>
        new(
            "InvalidSnapshot",
            FaultKind.InvalidArgument,
            $"'{path}' is not a readable snapshot: {why} " + "Test-PrivateApi takes one with -SnapshotPath.",
            path,
            inner
        );
}
