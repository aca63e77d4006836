using PrivateApi.Lab.Http;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>Answers every request with one answer, and remembers the last.</summary>
internal sealed class StubLab(LabResponse answer)
{
    public LabRequest? Last { get; private set; }

    public int Requests { get; private set; }

    public Task<LabResponse> SendAsync(LabRequest request, CancellationToken stop)
    {
        Last = request;
        Requests++;
        return Task.FromResult(answer);
    }
}
