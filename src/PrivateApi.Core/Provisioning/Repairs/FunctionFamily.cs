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

    private static readonly Dictionary<string, string> Nothing = [];

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.FunctionPermission];

    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        Change change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        FunctionPermissionChange permission = (FunctionPermissionChange)change;
        Dictionary<string, string> before = new() { [StatementId] = permission.StatementId };
        if (await HasAsync(permission, stop))
        {
            // Somebody else made it meanwhile, so that it is not ours to take back.
            return Nothing;
        }

        try
        {
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
            return before;
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceConflictException")
        {
            // A try before it made the permission, and its answer was lost; or another statement has that id.
            if (!await HasAsync(permission, stop))
            {
                throw;
            }

            return before;
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }
    }

    private async Task<bool> HasAsync(FunctionPermissionChange change, CancellationToken stop)
    {
        try
        {
            return change.IsIn(
                (await session.Lambda.GetPolicyAsync(new GetPolicyRequest { FunctionName = change.FunctionName }, stop)).Policy
            );
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            return false;
        }
    }

    public async Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (made.Before.Count == 0)
        {
            return;
        }

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
