using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;
using SharpYaml;

namespace PrivateApi.Policy.Cases;

/// <summary>
/// Files of policy tests: one case per line (JSON lines), a JSON list of cases, or a YAML list of them. Each has <c>id</c>,
/// <c>resourcePolicy</c> and optionally <c>endpointPolicy</c>, <c>request</c> (principal, action, resource, context), <c>expected</c>.
/// A file <c>departures.json</c> next to it says where the expected answers contradict AWS.
/// </summary>
public static class PolicyCaseFile
{
    /// <summary>Decides the cases of a file, one after the other as they are read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PrivateApiException"><c>PolicyCaseNotFound</c>, <c>InvalidPolicyCase</c> with the number of the case, or
    /// <c>InvalidDepartures</c>.</exception>
    public static IEnumerable<PolicyCaseResult> Run(string path)
    {
        int number = 0;
        PolicyDepartures departures = PolicyDepartures.Beside(path);
        foreach (ReadOnlyMemory<byte> text in Texts(path))
        {
            number++;
            PolicyCaseResult result;
            try
            {
                result = PolicyCase.Read(text.Span).Run(number.ToString(CultureInfo.InvariantCulture), departures);
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or PrivateApiException)
            {
                throw new PrivateApiException(
                    "InvalidPolicyCase",
                    FaultKind.InvalidArgument,
                    $"Case {number} of '{path}' cannot be used: {wrong.Message}",
                    path,
                    wrong
                );
            }

            yield return result;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Texts(string path)
    {
        using FileStream file = Open(path);
        bool yaml = Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";
        int first = file.ReadByte();
        file.Position = 0;
        if (yaml || first == '[')
        {
            InputFile.RequireSize(file.Length, InputFile.MostCaseBytes, "list of cases", path);
            using StreamReader reader = new(file);
            foreach (byte[] item in List(reader.ReadToEnd(), yaml, path))
            {
                yield return item;
            }

            yield break;
        }

        foreach (ReadOnlyMemory<byte> read in Lines(file, path))
        {
            ReadOnlyMemory<byte> line = read.Span.StartsWith("\uFEFF"u8) ? read[3..] : read;
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return line;
            }
        }
    }

    // As bytes, and in one buffer: the input is UTF-8 and stays so. A line is valid until the next one is read.
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream stream, string path)
    {
        byte[] buffer = new byte[1 << 16];
        int start = 0,
            end = 0;
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                InputFile.RequireSize(end, InputFile.MostCaseBytes, "case", path);
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            if (read == 0)
            {
                yield return buffer.AsMemory(0, end);
                yield break;
            }
        }
    }

    private static IReadOnlyList<byte[]> List(string text, bool yaml, string path)
    {
        try
        {
            if (!yaml)
            {
                JsonTree.RequireFewValues(System.Text.Encoding.UTF8.GetBytes(text), "list of cases", path);
            }

            JsonArray list = (yaml ? YamlTree.Parse(text) : JsonNode.Parse(text)) switch
            {
                JsonArray several => several,
                JsonObject one => [one.DeepClone()],
                _ => throw new FormatException("a file of cases is a list"),
            };

            // An invalid text (a lone surrogate) is found only when it is written.
            return [.. list.Select(item => System.Text.Encoding.UTF8.GetBytes(item?.ToJsonString() ?? "null"))];
        }
        catch (Exception wrong)
            when (wrong is JsonException or FormatException or InvalidOperationException or ArgumentException or YamlException)
        {
            throw new PrivateApiException(
                "InvalidPolicyCase",
                FaultKind.InvalidArgument,
                $"'{path}' is not a file of cases: {wrong.Message}",
                path,
                wrong
            );
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return InputFile.Open(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new PrivateApiException(
                "PolicyCaseNotFound",
                FaultKind.NotFound,
                $"The file of cases '{path}' cannot be read: {missing.Message}",
                path,
                missing
            );
        }
    }
}
