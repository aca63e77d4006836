using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Benchmarks;

/// <summary>
/// The lab and moto_server, each in a process of its own, asked the same by the same client; the lab's start in a warm process, and what an
/// idle lab adds to a process's memory.
/// </summary>
internal static class LabAndMoto
{
    private const int Least = 20;
    private const int LongestStart = 50;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    /// <summary>Measures; 1 when the lab is less than twenty times as fast as moto, or starts in more than 50 ms.</summary>
    public static async Task<int> RunAsync()
    {
        double start = Starts();
        using Process lab = Start(Environment.ProcessPath!, [.. Host(), "serve"]);
        try
        {
            Uri url = new((await lab.StandardOutput.ReadLineAsync())!);
            string memory = (await lab.StandardOutput.ReadLineAsync())!;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"lab            starts in {start:N1} ms in a warm process; {memory}")
            );
            return await AgainstMotoAsync(url) && start <= LongestStart ? 0 : 1;
        }
        finally
        {
            lab.Kill();
        }
    }

    /// <summary>The lab's own process: its URL, what it added to the process, and then it serves until it is ended.</summary>
    public static async Task<int> ServeAsync()
    {
        (double heap, double all) = Memory();
        EmbeddedAws lab = new(Options());
        Uri url = lab.Listen();
        Console.WriteLine(url);
        using (LabMix mix = new(url))
        {
            // What it needs for its first answers belongs to it; the client's share is small.
            await mix.FlowAsync();
        }

        await Task.Delay(1000);
        (double heapNow, double allNow) = Memory();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"at rest, with a client that asked once, {heapNow - heap:N1} MiB of objects and {allNow - all:N0} MiB of the process"
            )
        );
        await Task.Delay(Timeout.Infinite);
        GC.KeepAlive(lab);
        return 0;
    }

    private static async Task<bool> AgainstMotoAsync(Uri url)
    {
        int port = FreePort();
        Process moto;
        try
        {
            moto = Start("moto_server", ["-H", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("lab            not compared: moto_server is not on PATH");
            return false;
        }

        try
        {
            Uri address = new($"http://127.0.0.1:{port}");
            moto.BeginOutputReadLine();
            moto.BeginErrorReadLine();
            await ReadyAsync(address);
            using LabMix ours = new(url);
            using LabMix theirs = new(address);
            _ = await ours.RunAsync(Round);
            _ = await theirs.RunAsync(TimeSpan.FromSeconds(2));
            double lab = 0;
            double other = 0;

            // Alternately, so that the machine's other work meets both.
            for (int round = 0; round < 3; round++)
            {
                lab = Math.Max(lab, await ours.RunAsync(Round));
                other = Math.Max(other, await theirs.RunAsync(Round));
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"lab            {lab, 10:N0} requests a second: {lab / other:N0} times the {other:N0} of moto_server"
                )
            );
            return lab >= Least * other;
        }
        finally
        {
            moto.Kill(entireProcessTree: true);
            moto.Dispose();
        }
    }

    /// <summary>The median of some starts, after the first: creating the lab, and listening.</summary>
    private static double Starts()
    {
        List<double> times = [];
        for (int i = 0; i < 12; i++)
        {
            long began = Stopwatch.GetTimestamp();
            using EmbeddedAws lab = new(Options());
            _ = lab.Listen();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times.Skip(2).Order().ElementAt(5);
    }

    private static LabOptions Options() => new() { PendingTime = TimeSpan.Zero, DeletingTime = TimeSpan.Zero };

    private static (double Heap, double All) Memory()
    {
        const double Unit = 1024 * 1024;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        double heap = GC.GetTotalMemory(forceFullCollection: true) / Unit;
        using Process process = Process.GetCurrentProcess();
        return (heap, process.WorkingSet64 / Unit);
    }

    private static async Task ReadyAsync(Uri address)
    {
        using HttpClient client = new();
        for (int tries = 0; ; tries++)
        {
            try
            {
                _ = await client.GetAsync(new Uri(address, "/moto-api/"));
                return;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>The arguments by which this program is started again: its file, if a host of .NET runs it.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(LabAndMoto).Assembly.Location] : [];

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
