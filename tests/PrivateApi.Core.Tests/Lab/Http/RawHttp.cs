using System.Net.Sockets;
using System.Text;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Lab.Faults;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>Says to a lab's socket exactly what it is told to, as no HTTP client would.</summary>
internal static class RawHttp
{
    /// <summary>What the credentials of any AWS tool look like, as far as the lab reads them.</summary>
    public static string Sign(string service) =>
        $"Authorization: AWS4-HMAC-SHA256 Credential=AKIDTEST/20261122/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0";

    /// <summary>Everything that comes back until the lab closes or resets the connection.</summary>
    public static async Task<string> SayAsync(Uri lab, string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(lab.Host, lab.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        client.Client.Shutdown(SocketShutdown.Send);
        return await ReadAsync(stream);
    }

    /// <summary>What comes until the end, or until a reset.</summary>
    public static async Task<string> ReadAsync(Stream stream)
    {
        using MemoryStream all = new();
        byte[] part = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(part, TestContext.Current.CancellationToken) is > 0 and int count)
            {
                all.Write(part, 0, count);
            }
        }
        catch (IOException)
        {
            // Reset: what came before counts.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    /// <summary>A request of these header lines, with Host and length as they should be where no line says otherwise.</summary>
    public static Task<string> SendAsync(Uri lab, string line, string body, params string[] headers)
    {
        string host = headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal))
            ? string.Empty
            : $"Host: {lab.Authority}\r\n";
        return SayAsync(
            lab,
            $"{line} HTTP/1.1\r\n{host}{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: "
                + $"{Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"
        );
    }

    /// <summary>The status of an answer.</summary>
    public static int Status(string answer) => int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every VPC's range that the lab has: what a change would have added to.</summary>
    public static async Task<string> VpcsAsync(EmbeddedAws lab)
    {
        using LabClient client = new(lab);
        HttpResponseMessage answer = await client.QueryAsync("ec2", "Action=DescribeVpcs&Version=2016-11-15");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
