using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace PrivateApi.Calls.Lambda;

/// <summary>The probe as Lambda takes it: its source, zipped on the fly, the same bytes on every machine.</summary>
internal static class ProbePackage
{
    /// <summary>Lambda's <c>Handler</c>.</summary>
    public const string Handler = "probe.handler";

    private const string FileName = "probe.py";
    private const int EndRecordLength = 22;

    /// <summary>
    /// Lambda's <c>Runtime</c>, the one to try first at the front. Of all managed runtimes these two live longest (June 2029); an older
    /// partition or Region may lack the newest.
    /// </summary>
    public static IReadOnlyList<string> Runtimes { get; } = ["python3.14", "python3.13"];

    /// <summary>The handler's Python text.</summary>
    public static string Source { get; } = Read();

    /// <summary>Changes with the source, and only with it.</summary>
    public static string Version { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Source)))[..8].ToLowerInvariant();

    /// <summary>SHA-256 of the zip, base64: Lambda's <c>CodeSha256</c>.</summary>
    public static string Sha256 { get; } = Convert.ToBase64String(SHA256.HashData(CreateZip()));

    /// <summary>The zip, for CreateFunction.</summary>
    public static byte[] CreateZip()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Stored, not deflated: what a compressor makes of the text differs between versions of .NET.
            ZipArchiveEntry entry = archive.CreateEntry(FileName, CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            entry.ExternalAttributes = Convert.ToInt32("100644", 8) << 16;
            using Stream file = entry.Open();
            file.Write(Encoding.UTF8.GetBytes(Source));
        }

        // .NET notes the system it runs on in "version made by": always Unix here, which also makes the mode count.
        byte[] zip = stream.ToArray();
        int directory = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - EndRecordLength + 16));
        zip[directory + 5] = 3;
        return zip;
    }

    private static string Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(FileName)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
