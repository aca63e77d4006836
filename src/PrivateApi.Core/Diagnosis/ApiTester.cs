using PrivateApi.Aws;
using PrivateApi.Model;
using PrivateApi.Paths;
using PrivateApi.Snapshots;

namespace PrivateApi.Diagnosis;

/// <summary>Takes a snapshot for an order, and lays out the calls to judge over it. Reads only.</summary>
internal sealed class ApiTester(AwsSession session)
{
    /// <summary>The facts, and one call for each API, stage and caller (without a caller: and endpoint).</summary>
    /// <param name="order">What is asked.</param>
    /// <param name="file">Where to write the snapshot to; null for nowhere.</param>
    /// <param name="stop">Stops the reads.</param>
    /// <exception cref="PrivateApiException"><c>DomainNameRequired</c>, <c>CallerNotFound</c>, <c>SnapshotNotWritten</c>.</exception>
    public async Task<SnapshotCase> TakeAsync(TestOrder order, string? file, CancellationToken stop)
    {
        if (order is { UrlForm: UrlForm.CustomDomain, DomainName: null })
        {
            throw new PrivateApiException("DomainNameRequired", FaultKind.InvalidArgument, "-UrlForm CustomDomain is a call by a custom domain name. Say which with -DomainName, which needs no -UrlForm.");
        }

        IReadOnlyList<Caller> callers = await new CallerReads(session).FindAsync(order.Caller, stop).ConfigureAwait(false);
        SnapshotScope scope = new()
        {
            RestApiId = [.. order.Api.Select(api => api.RestApiId)],
            StageName = order.StageName,
            Caller = callers,
            VpcEndpointId = order.VpcEndpointId,
            DomainName = order.DomainName,
        };
        AccountSnapshot snapshot = await new SnapshotCollector(session).TakeAsync(scope, stop).ConfigureAwait(false);
        SnapshotCase taken = new() { Snapshot = snapshot, Call = [.. TestCalls.Of(order, snapshot, callers)] };
        if (file is not null)
        {
            SnapshotFile.Write(file, taken);
        }

        return taken;
    }
}
