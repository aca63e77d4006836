namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>A file system that a function mounts.</summary>
internal sealed class FileSystemConfig
{
    public string? Arn { get; set; }

    public string? LocalMountPath { get; set; }
}
