using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;

namespace PrivateApi.Tests.Pester;

/// <summary>Pester as a framework of Microsoft.Testing.Platform: <c>dotnet test</c> counts its tests and names those that fail.</summary>
internal sealed class PesterFramework : ITestFramework, IDataProducer
{
    /// <inheritdoc/>
    public string Uid => nameof(PesterFramework);

    /// <inheritdoc/>
    public string Version => "1.0.0";

    /// <inheritdoc/>
    public string DisplayName => "Pester";

    /// <inheritdoc/>
    public string Description => "Runs tests/Pester in the PowerShell that NuGet brings.";

    /// <inheritdoc/>
    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    /// <inheritdoc/>
    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    /// <inheritdoc/>
    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    /// <inheritdoc/>
    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    /// <inheritdoc/>
    /// <remarks>
    /// Pester knows its tests by running their files, so all are run whatever is asked for; a list of them alone is empty.
    /// </remarks>
    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        if (context.Request is RunTestExecutionRequest run)
        {
            foreach (PesterTest test in await PesterRun.StartAsync(context.CancellationToken))
            {
                TestNode node = new()
                {
                    Uid = test.Name,
                    DisplayName = test.Name,
                    Properties = new PropertyBag(State(test)),
                };
                await context.MessageBus.PublishAsync(this, new TestNodeUpdateMessage(run.Session.SessionUid, node));
            }
        }

        context.Complete();
    }

    private static IProperty State(PesterTest test) =>
        test.Result switch
        {
            "Passed" => PassedTestNodeStateProperty.CachedInstance,
            "Skipped" => new SkippedTestNodeStateProperty(test.Reason),
            _ => new FailedTestNodeStateProperty(test.Reason),
        };
}
