using System.Globalization;
using PrivateApi.Errors;

namespace PrivateApi.Input;

/// <summary>
/// Files that a user names are read up to a size that no real file has, so that a wrong one costs neither minutes nor all memory.
/// </summary>
internal static class InputFile
{
    /// <summary>A policy. The largest that AWS accepts has 20,480 characters (endpoint policies, "AWS PrivateLink quotas").</summary>
    public const int MostPolicyBytes = 1 << 20;

    /// <summary>A snapshot: 5,000 APIs with a hundred methods each take about this much.</summary>
    public const int MostSnapshotBytes = 128 << 20;

    /// <summary>A list of cases that is read as a whole (JSON, YAML), and one case of a file that is read line by line.</summary>
    public const int MostCaseBytes = 16 << 20;

    /// <summary>
    /// Values in one JSON or YAML document that is read as a whole; a definition of 6 MB, API Gateway's limit, has about half as many.
    /// </summary>
    public const int MostValues = 400_000;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="what">What it is supposed to be, for the error: <c>policy</c>.</param>
    /// <exception cref="PrivateApiException"><c>InputTooLarge</c>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not permitted.</exception>
    public static byte[] Read(string path, int most, string what)
    {
        using FileStream file = Open(path);

        // A pipe or a device has no length: it is also read up to the limit.
        using MemoryStream read = new(file.CanSeek ? (int)Math.Min(file.Length, most) : 0);
        byte[] buffer = new byte[1 << 16];
        for (int got = file.Read(buffer); got > 0; got = file.Read(buffer))
        {
            RequireSize(read.Length + got, most, what, path);
            read.Write(buffer, 0, got);
        }

        return read.ToArray();
    }

    /// <summary>Opens a file to be read piece by piece.</summary>
    /// <exception cref="IOException">It cannot be read, or the system does not accept the text as a path.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not permitted.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Refuses what is too large.</summary>
    /// <exception cref="PrivateApiException"><c>InputTooLarge</c>.</exception>
    public static void RequireSize(long bytes, int most, string what, string origin)
    {
        if (bytes > most)
        {
            throw new PrivateApiException(
                "InputTooLarge",
                FaultKind.LimitExceeded,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The {what} in {origin} is larger than {most:N0} bytes and is not read: "
                        + $"no {what} that AWS accepts or that this module writes is that large. "
                        + $"Check that it is the right file."
                ),
                origin
            );
        }
    }

    /// <summary>Refuses a document of too many values.</summary>
    /// <exception cref="PrivateApiException"><c>InputTooLarge</c>.</exception>
    public static PrivateApiException TooManyValues(string what, string origin) =>
        new(
            "InputTooLarge",
            FaultKind.LimitExceeded,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The {what} in {origin} has more than {MostValues:N0} values and is not read further. "
                    + $"Check that it is the right file, or split it."
            ),
            origin
        );
}
