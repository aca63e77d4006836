using System.Management.Automation.Host;

namespace PrivateApi.Shell;

/// <summary>Just enough of the console for formatting: its width. A log has 120 columns.</summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    private const string NoScreen = "This small shell does not draw on the screen; use pwsh.";

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize
    {
        get => Console.IsOutputRedirected || Console.BufferWidth <= 0 ? new Size(120, 50) : new Size(Console.BufferWidth, 50);
        set => throw new NotSupportedException(NoScreen);
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw new NotSupportedException(NoScreen);
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "PrivateApi";

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException(NoScreen);

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException(NoScreen);

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException(NoScreen);

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException(NoScreen);

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException(NoScreen);
}
