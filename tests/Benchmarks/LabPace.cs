using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Benchmarks;

/// <summary>The lab's answers over loopback against those of a bare listener that always sends the same text.</summary>
internal static class LabPace
{
    private const int Rounds = 2000;
    private const int Most = 5;

    /// <summary>Measures; 1 when an answer of the lab takes more than five times as long.</summary>
    public static async Task<int> RunAsync()
    {
        using EmbeddedAws lab = new(new LabOptions { Region = "eu-west-1", PendingTime = TimeSpan.Zero });
        Uri url = lab.Listen();
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = url,
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        await Fleet.MakeAsync(session, 20);
        using HttpClient client = new();
        byte[] text = await TextAsync(client, url);
        using HttpListener bare = new();
        Uri address = Start(bare, text);
        double ours = double.MaxValue;
        double theirs = double.MaxValue;

        // Alternately, so that the machine's other work meets both.
        for (int round = 0; round < 5; round++)
        {
            ours = Math.Min(ours, await TimeAsync(client, url));
            theirs = Math.Min(theirs, await TimeAsync(client, address));
        }

        bare.Stop();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"lab            {ours, 10:N3} ms for a list of {text.Length / 1024} KiB: {ours / theirs:N1} times "
                    + $"the {theirs:N3} ms of a bare listener"
            )
        );
        return ours <= Most * theirs ? 0 : 1;
    }

    private static async Task<double> TimeAsync(HttpClient client, Uri url)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Rounds; i++)
        {
            _ = await TextAsync(client, url);
        }

        return watch.Elapsed.TotalMilliseconds / Rounds;
    }

    private static async Task<byte[]> TextAsync(HttpClient client, Uri url)
    {
        using HttpRequestMessage request = Request(url);
        using HttpResponseMessage answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static HttpRequestMessage Request(Uri url)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(url, "/restapis?limit=500"));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=lab/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0"
        );
        request.Headers.Add("Accept", "application/json");
        return request;
    }

    private static Uri Start(HttpListener bare, byte[] text)
    {
        using (System.Net.Sockets.TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            bare.Prefixes.Add($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        bare.Start();
        _ = Task.Run(async () =>
        {
            while (bare.IsListening)
            {
                try
                {
                    HttpListenerContext call = await bare.GetContextAsync();
                    call.Response.ContentType = "application/json";
                    call.Response.ContentEncoding = Encoding.UTF8;
                    call.Response.ContentLength64 = text.Length; // or the end is a packet of its own, which waits for an acknowledgement
                    await call.Response.OutputStream.WriteAsync(text);
                    call.Response.Close();
                }
                catch (HttpListenerException)
                {
                    return;
                }
            }
        });
        return new Uri(bare.Prefixes.Single());
    }
}
