using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Permissions of Lambda functions.</summary>
internal sealed class FunctionFamily(AwsSession session) : IChangeFamily
{
    private const string StatementId = nameof(StatementId);

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.FunctionPermission];

    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        Change change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        FunctionPermissionChange permission = (FunctionPermissionChange)change;
        await session.Lambda.AddPermissionAsync(
            new AddPermissionRequest
            {
                FunctionName = permission.FunctionName,
                StatementId = permission.StatementId,
                Action = "lambda:InvokeFunction",
                Principal = "apigateway.amazonaws.com",
                SourceArn = permission.SourceArn,
            },
            stop
        );
        return new Dictionary<string, string> { [StatementId] = permission.StatementId };
    }

    public async Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await session.Lambda.RemovePermissionAsync(
                new RemovePermissionRequest { FunctionName = made.Target, StatementId = made.Before[StatementId] },
                stop
            );
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            // Somebody else took it back.
        }
    }
}
